/** Bounds on what comes in from outside, each checked before or while it is read. */
export const importLimits = {
  /** Of the text, as UTF-8. */
  bytes: 8_000_000,
  /** Elements, blocks or lists in each other. */
  depth: 100,
  /** Characters that a packed text may unpack to. */
  unpacked: 8_000_000,
  /** Characters of a text that Mermaid reads, and of a line in it. */
  mermaidText: 200_000,
  mermaidLine: 2_000,
  /** Sentences of one kind that are told one by one. */
  notes: 200,
} as const;
