/** A piece of source text: its class is a name for the style sheet, or empty. */
export interface Piece { readonly kind: '' | 'keyword' | 'text' | 'number' | 'comment' | 'mark' | 'type'; readonly text: string }

const JAVA = new Set(('abstract assert boolean break byte case catch char class const continue default do double else enum extends '
  + 'final finally float for if implements import instanceof int interface long native new null package permits private protected '
  + 'public record return sealed short static super switch synchronized this throw throws transient true false try var void '
  + 'volatile while yield').split(' '));
const PYTHON = new Set(('and as assert async await break class continue def del elif else except False finally for from global if '
  + 'import in is lambda None nonlocal not or pass raise return True try while with yield match case').split(' '));

const JAVA_TOKENS = /(\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|("""[\s\S]*?(?:"""|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|(@[A-Za-z_]\w*)|(\b\d[\w.]*)|([A-Za-z_$][\w$]*)/g;
const PYTHON_TOKENS = /(#[^\n]*)|([rbfuRBFU]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?))|(@[A-Za-z_]\w*)|(\b\d[\w.]*)|([A-Za-z_]\w*)/g;

/** The lines of a source in pieces; a comment or text over several lines is a piece in each. */
export function highlight(source: string, language: string): Piece[][] {
  const python = language === 'python';
  const words = python ? PYTHON : JAVA;
  const lines: Piece[][] = [[]];
  const add = (kind: Piece['kind'], text: string) => {
    text.split('\n').forEach((part, i) => {
      if (i > 0) lines.push([]);
      if (part !== '') lines[lines.length - 1].push({ kind, text: part });
    });
  };
  let at = 0;
  for (const match of source.matchAll(python ? PYTHON_TOKENS : JAVA_TOKENS)) {
    if (match.index > at) add('', source.slice(at, match.index));
    const [token, comment, text, mark, number, word] = match;
    add(comment ? 'comment' : text ? 'text' : mark ? 'mark' : number ? 'number'
      : words.has(word) ? 'keyword' : /^[A-Z][A-Za-z0-9]*[a-z]/.test(word) ? 'type' : '', token);
    at = match.index + token.length;
  }
  add('', source.slice(at));
  return lines;
}
