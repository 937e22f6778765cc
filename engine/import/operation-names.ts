/** Turns words into operation names: letters, digits, spaces and . _ / -, 64 at most, each used once. */
export function operationNames(): (words: string) => string {
  const taken = new Set<string>();
  return (words) => {
    const stem =
      words
        .slice(0, 500)
        .normalize('NFKD')
        .replaceAll(/[^A-Za-z0-9 ._/-]+/g, '')
        .replaceAll(/\s+/g, ' ')
        .replace(/^[^A-Za-z0-9]+/, '')
        .slice(0, 64)
        .trim() || 'operation';
    let name = stem;
    for (let n = 2; taken.has(name); n += 1) name = `${stem.slice(0, 60 - String(n).length)} ${n}`;
    taken.add(name);
    return name;
  };
}
