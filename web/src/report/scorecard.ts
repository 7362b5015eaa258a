/** What the page reads of a scorecard (docs/scorecard.schema.json); what a scorecard lacks is left out of the page. */
export type Figure = number | 'Infinity' | '-Infinity' | 'NaN' | null;

export interface Estimate {
  readonly value: Figure;
  readonly interval?: readonly [Figure, Figure] | null;
  readonly level?: number;
  readonly unit?: string;
  readonly better?: string;
  readonly n?: number;
  readonly reason?: string;
}

export type Estimates = Readonly<Record<string, Estimate>>;

export interface Curve {
  readonly columns: readonly string[];
  readonly error?: Figure;
  readonly level?: number;
  readonly points: readonly (readonly Figure[])[];
}

export interface Parts {
  readonly miscalibration: Estimate;
  readonly discrimination: Estimate;
  readonly uncertainty: Estimate;
  readonly chance?: { readonly miscalibration?: { readonly upper: number; readonly level: number }; readonly p_value?: number };
}

export interface Scorecard {
  readonly version: string;
  readonly input: { readonly files: readonly string[]; readonly rows: number; readonly scored: number };
  readonly task: string;
  readonly outcome: readonly string[];
  readonly prediction: readonly string[];
  readonly positive?: string;
  readonly scores: Estimates;
  readonly reference?: Estimates;
  readonly skill?: Estimates;
  readonly decomposition?: Readonly<Record<string, Parts>>;
  readonly curves?: Readonly<Record<string, Curve>>;
  readonly confusion?: readonly (readonly number[])[];
  readonly classes?: readonly string[];
  readonly each_class?: readonly { readonly class: string; readonly rows: number; readonly share: Estimate; readonly precision: Estimate; readonly recall: Estimate; readonly f1: Estimate }[];
  readonly one_versus_rest?: readonly { readonly class: string; readonly scores: Estimates }[];
  readonly top_label?: { readonly curves?: Readonly<Record<string, Curve>> };
  readonly segments?: readonly Segment[];
  readonly comparison?: { readonly against: readonly string[]; readonly rows: number; readonly differences: Readonly<Record<string, Estimate & { readonly p?: Figure }>> };
  readonly worst?: readonly WorstRow[];
  readonly worst_share?: { readonly rows: number; readonly share: Figure };
  readonly pit?: readonly { readonly low: number; readonly high: number; readonly share: Figure }[];
  readonly labels?: readonly { readonly name: string; readonly rows: number; readonly scores: Estimates }[];
  readonly notes?: readonly { readonly severity: string }[];
  readonly provenance: { readonly time: string; readonly command: string };
}

export interface Segment {
  readonly by: Readonly<Record<string, string | readonly number[] | null>>;
  readonly rows: number;
  readonly small: boolean;
  readonly scores: Estimates;
  readonly differences: Readonly<Record<string, Estimate & { readonly adjusted_p_value?: Figure; readonly marked?: boolean }>>;
}

export interface WorstRow {
  readonly file: number;
  readonly row: number;
  readonly loss: Figure;
  readonly outcome: Figure | string;
  readonly prediction: Figure | readonly Figure[];
  readonly columns?: Readonly<Record<string, string | null>>;
}

/** What is said in one language: the sentences come from the same words as the text on a terminal. */
export interface Spoken {
  readonly verdict: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

export interface Words {
  readonly language: string;
  readonly tone: 'good' | 'bad' | 'open';
  readonly en: Spoken;
  readonly zh: Spoken;
}

/** JSON has no infinities; they are texts there. */
export const number = (figure: Figure | undefined): number => (figure === null || figure === undefined ? NaN : Number(figure));

/** A column of a curve, by its name. */
export function column(curve: Curve, name: string): number[] {
  const at = curve.columns.indexOf(name);
  if (at < 0) throw new Error(`The curve has no ${name}.`);
  return curve.points.map((point) => number(point[at]));
}

/**
 * Shares of rows by forecast, in cells of equal width from 0 to 1, from the thresholds of the gain curve: as exact as that curve.
 */
export function forecasts(gain: Curve, cells: number): number[] {
  const thresholds = column(gain, 'threshold');
  const shares = column(gain, 'share_of_rows');
  // The thresholds descend: the last that is not below the place has counted the rows from there up.
  const above = (place: number) => {
    let share = 0;
    for (let i = 0; i < thresholds.length && thresholds[i] >= place; i++) share = shares[i];
    return share;
  };
  return Array.from({ length: cells }, (_, i) => (i === 0 ? 1 : above(i / cells)) - (i === cells - 1 ? 0 : above((i + 1) / cells)));
}
