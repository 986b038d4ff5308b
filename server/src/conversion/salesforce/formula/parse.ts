/** The formula language of Salesforce, parsed into a tree. Names of functions are in capitals whatever their case was. */

export type FormulaNode =
  | { readonly node: 'text'; readonly value: string }
  | { readonly node: 'number'; readonly value: string }
  /** A field, walked to with dots, or something of the platform: `Account__r.Name`, `$User.Id`. */
  | { readonly node: 'name'; readonly path: readonly string[] }
  | { readonly node: 'call'; readonly name: string; readonly operands: readonly FormulaNode[] };

export class FormulaError extends Error {}

interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'sign' | 'end';
  readonly value: string;
}

const pattern =
  /\s+|\/\*[\s\S]*?\*\/|(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<number>\d+(?:\.\d+)?|\.\d+)|(?<name>\$?[A-Za-z_]\w*(?:(?:\.|__r\.|:)\w+)*)|(?<sign><>|!=|==|<=|>=|&&|\|\||[-+*/^&=<>!(),])/gy;

/** Binary signs, loosest first; those of one row bind alike, to the left. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['=', '==', '<>', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-', '&'],
  ['*', '/'],
  ['^'],
];
const deepest = 200;

/** Throws FormulaError with what is wrong. */
export function parseFormula(source: string): FormulaNode {
  const tokens = tokensOf(source);
  let at = 0;
  let depth = 0;
  const peek = (): Token => tokens[at] ?? { kind: 'end', value: '' };
  const isSign = (value: string) => peek().kind === 'sign' && peek().value === value;

  function binary(level: number): FormulaNode {
    const signs = levels[level];
    if (!signs) return unary();
    let left = binary(level + 1);
    while (peek().kind === 'sign' && signs.includes(peek().value)) {
      const name = peek().value;
      at += 1;
      left = { node: 'call', name, operands: [left, binary(level + 1)] };
    }
    return left;
  }

  function unary(): FormulaNode {
    const { kind, value } = peek();
    if (kind === 'sign' && (value === '!' || value === '-' || value === '+')) {
      at += 1;
      const operand = unary();
      if (value === '+') return operand;
      return { node: 'call', name: value === '!' ? 'NOT' : 'NEGATE', operands: [operand] };
    }
    return primary();
  }

  function primary(): FormulaNode {
    depth += 1;
    if (depth > deepest) throw new FormulaError('it is nested too deeply');
    try {
      const { kind, value } = peek();
      at += 1;
      if (kind === 'text') return { node: 'text', value };
      if (kind === 'number') return { node: 'number', value };
      if (kind === 'sign' && value === '(') {
        const inner = binary(0);
        expect(')');
        return inner;
      }
      if (kind === 'name' && isSign('(')) return call(value);
      if (kind === 'name') return { node: 'name', path: value.split('.') };
      throw new FormulaError(kind === 'end' ? 'it ends too early' : `'${value}' stands where a value is due`);
    } finally {
      depth -= 1;
    }
  }

  function call(name: string): FormulaNode {
    expect('(');
    const operands: FormulaNode[] = [];
    while (!isSign(')')) {
      operands.push(binary(0));
      if (!isSign(',')) break;
      at += 1;
    }
    expect(')');
    return { node: 'call', name: name.toUpperCase(), operands };
  }

  function expect(sign: string): void {
    if (!isSign(sign)) throw new FormulaError(`'${sign}' is missing`);
    at += 1;
  }

  const tree = binary(0);
  if (peek().kind !== 'end') throw new FormulaError(`'${peek().value}' is too much`);
  return tree;
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < source.length) {
    const from = pattern.lastIndex;
    const groups = pattern.exec(source)?.groups;
    if (!groups) throw new FormulaError(`'${source.slice(from, from + 12)}' cannot be read`);
    if (groups.text !== undefined) tokens.push({ kind: 'text', value: unquoted(groups.text) });
    else if (groups.number !== undefined) tokens.push({ kind: 'number', value: groups.number });
    else if (groups.name !== undefined) tokens.push({ kind: 'name', value: groups.name });
    else if (groups.sign !== undefined) tokens.push({ kind: 'sign', value: groups.sign });
  }
  return tokens;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
]);

const unquoted = (text: string): string =>
  text.slice(1, -1).replaceAll(/\\(.)/gs, (_, letter: string) => escapes.get(letter) ?? letter);
