/** What keys can ask for. */
export interface Commands {
  forward(): void;
  back(): void;
  over(): void;
  overBack(): void;
  out(): void;
  first(): void;
  last(): void;
  pageOn(): void;
  pageBack(): void;
  toggle(): void;
  faster(by: number): void;
  toWrite(direction: 1 | -1): void;
  search(): void;
  help(): void;
  escape(): void;
}

const KEYS: Readonly<Record<string, (commands: Commands) => void>> = {
  ArrowRight: (c) => c.forward(),
  ArrowLeft: (c) => c.back(),
  ArrowDown: (c) => c.over(),
  ArrowUp: (c) => c.overBack(),
  o: (c) => c.over(),
  u: (c) => c.out(),
  Home: (c) => c.first(),
  End: (c) => c.last(),
  PageDown: (c) => c.pageOn(),
  PageUp: (c) => c.pageBack(),
  ' ': (c) => c.toggle(),
  '+': (c) => c.faster(1),
  '=': (c) => c.faster(1),
  '-': (c) => c.faster(-1),
  w: (c) => c.toWrite(1),
  W: (c) => c.toWrite(-1),
  '/': (c) => c.search(),
  '?': (c) => c.help(),
};

/** Does what a key stands for, unless the reader is typing or means a button. */
export function press(event: KeyboardEvent, commands: Commands): void {
  const target = event.target as HTMLElement;
  const typing = target.tagName === 'INPUT' && (target as HTMLInputElement).type !== 'range';
  if (event.key === 'Escape') {
    if (typing) target.blur();
    commands.escape();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === ' ' && (target.tagName === 'BUTTON' || target.tagName === 'SUMMARY')) return;
  const action = KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action(commands);
}
