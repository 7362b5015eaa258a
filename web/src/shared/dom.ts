/**
 * Pages as pure functions: a component turns data into a tree of descriptions, `patch` makes the document agree with it.
 * Elements that stay are kept, so focus, scroll positions and transitions survive. Texts enter as text only.
 */

export type Child = Node_ | string | number | false | null | undefined | readonly Child[];

export interface Node_ {
  readonly tag: string;
  readonly key: string | number | undefined;
  readonly props: Props;
  readonly children: readonly (Node_ | string)[];
  /** Equal to the last time: the element and all in it stay as they are. */
  readonly stamp: unknown;
}

export interface Props {
  key?: string | number;
  stamp?: unknown;
  style?: Readonly<Record<string, string>>;
  on?: Readonly<Record<string, (event: never) => void>>;
  /** Set as properties: value, checked, … */
  set?: Readonly<Record<string, unknown>>;
  [attribute: string]: unknown;
}

export function h(tag: string, props?: Props | null, ...children: Child[]): Node_ {
  const flat: (Node_ | string)[] = [];
  flatten(children, flat);
  return { tag, key: props?.key, props: props ?? {}, children: flat, stamp: props?.stamp };
}

function flatten(children: readonly Child[], into: (Node_ | string)[]): void {
  for (const child of children) {
    if (child === false || child === null || child === undefined) continue;
    if (typeof child === 'string') into.push(child);
    else if (typeof child === 'number') into.push(String(child));
    else if (Array.isArray(child)) flatten(child, into);
    else into.push(child as Node_);
  }
}

const SVG = 'http://www.w3.org/2000/svg';

interface Live { node: Node_; listeners: Map<string, (event: never) => void> }

const lives = new WeakMap<Element, Live>();

/** Makes the children of the element agree with the descriptions. */
export function render(parent: Element, ...children: Child[]): void {
  const flat: (Node_ | string)[] = [];
  flatten(children, flat);
  patchChildren(parent, flat);
}

function create(node: Node_, parent: Element): Element {
  const svg = node.tag === 'svg' || (parent.namespaceURI === SVG && parent.tagName !== 'foreignObject');
  const element = svg ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  lives.set(element, { node: { ...node, props: {}, children: [], stamp: undefined }, listeners: new Map() });
  patch(element, node);
  return element;
}

function patch(element: Element, node: Node_): void {
  const live = lives.get(element)!;
  const before = live.node;
  if (node.stamp !== undefined && sameStamp(before.stamp, node.stamp)) return;
  live.node = node;
  patchProps(element, live, before.props, node.props);
  if (node.children.length > 0 || before.children.length > 0) patchChildren(element, node.children);
}

const sameStamp = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => Object.is(x, b[i])));

function patchProps(element: Element, live: Live, before: Props, now: Props): void {
  for (const name in before) {
    if (!(name in now) && name !== 'on' && name !== 'set' && name !== 'style') element.removeAttribute(name);
  }
  for (const name in now) {
    if (name === 'key' || name === 'stamp') continue;
    const value = now[name];
    if (name === 'on') {
      for (const type in now.on) {
        if (!live.listeners.has(type)) {
          element.addEventListener(type, (event) => live.listeners.get(type)?.(event as never));
        }
        live.listeners.set(type, now.on[type]);
      }
    } else if (name === 'set') {
      for (const property in now.set) {
        const target = element as unknown as Record<string, unknown>;
        if (target[property] !== now.set[property]) target[property] = now.set[property];
      }
    } else if (name === 'style') {
      const { style } = element as HTMLElement;
      for (const property in before.style) if (!now.style || !(property in now.style)) style.removeProperty(property);
      for (const property in now.style) {
        if (before.style?.[property] !== now.style[property]) style.setProperty(property, now.style[property]);
      }
    } else if (value === undefined || value === null || value === false) {
      if (before[name] !== undefined && before[name] !== null && before[name] !== false) element.removeAttribute(name);
    } else if (before[name] !== value) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  if (before.style && !now.style) for (const property in before.style) (element as HTMLElement).style.removeProperty(property);
}

function patchChildren(parent: Element, children: readonly (Node_ | string)[]): void {
  let keyed: Map<string | number, Element> | undefined;
  for (const child of children) {
    if (typeof child !== 'string' && child.key !== undefined) {
      keyed = new Map();
      for (const element of parent.children) {
        const key = lives.get(element)?.node.key;
        if (key !== undefined) keyed.set(key, element);
      }
      break;
    }
  }
  let at: ChildNode | null = parent.firstChild;
  for (const child of children) {
    if (typeof child === 'string') {
      if (at && at.nodeType === 3) {
        if (at.nodeValue !== child) at.nodeValue = child;
        at = at.nextSibling;
      } else parent.insertBefore(document.createTextNode(child), at);
      continue;
    }
    const found = child.key === undefined ? undefined : keyed?.get(child.key);
    if (found && lives.get(found)!.node.tag === child.tag) {
      if (found === at) at = at.nextSibling;
      else parent.insertBefore(found, at);
      patch(found, child);
      keyed!.delete(child.key!);
    } else if (at && child.key === undefined && reusable(at, child)) {
      patch(at as Element, child);
      at = at.nextSibling;
    } else parent.insertBefore(create(child, parent), at);
  }
  while (at) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
}

function reusable(there: ChildNode, node: Node_): boolean {
  const live = lives.get(there as Element);
  return live !== undefined && live.node.key === undefined && live.node.tag === node.tag;
}
