/** Texts of a page in two languages: `{0}`, `{1}` stand for what is filled in. */
export type Language = 'en' | 'zh';

export type Texts = Readonly<Record<string, readonly [string, string]>>;

export function speaker<T extends Texts>(texts: T, language: Language): (key: keyof T & string, ...values: (string | number)[]) => string {
  const column = language === 'zh' ? 1 : 0;
  return (key, ...values) => texts[key][column].replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ''));
}

/** What the reader prefers, if the page does not say. */
export function preferred(option: string): Language {
  if (option === 'en' || option === 'zh') return option;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
