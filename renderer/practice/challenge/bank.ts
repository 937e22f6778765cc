/** The challenges of all scenarios, by path. In a module of its own, so that only those who practise load them. */
export const files = import.meta.glob<string>('../../../scenarios/*/challenge.json', { query: '?raw', import: 'default', eager: true });
