/** Bounds on what comes in from outside, each checked before or while it is read. */
export const importLimits = {
  /** Of the text, as UTF-8. */
  bytes: 8_000_000,
  /** Elements, blocks or lists in each other. */
  depth: 100,
  /** Elements of XML. */
  elements: 200_000,
  /** Things on a sheet of Excalidraw. */
  drawn: 20_000,
  /** Characters that a packed text may unpack to; each sign may be written as three. */
  unpacked: 24_000_000,
  /** Characters of a text that Mermaid reads, and of a line in it. */
  mermaidText: 200_000,
  mermaidLine: 2_000,
  /** Characters of a statement of the Structurizr DSL. */
  dslLine: 20_000,
  /** Sentences of one kind that are told one by one. */
  notes: 200,
} as const;
