const pages = import.meta.glob<string>('../../docs/statistics/measures.md', { query: '?raw', import: 'default', eager: true });

/** The page of measures, which hovers quote from, so that it is here from the start: its file, and its text in Markdown. */
export const [measuresFile = '', measuresText = ''] = Object.entries(pages)[0] ?? [];
