import { useEffect } from 'react';
import { createStore, useStore } from 'zustand';
import { loadPrompt, type Prompt, type PromptFile } from '../../engine/practice/prompt-file';

/** A prompt and the scenario that it is of. */
export interface BankPrompt {
  readonly slug: string;
  readonly prompt: Prompt;
  /** As its file has it. */
  readonly file: PromptFile;
}

type Bank = Readonly<Record<string, string>>;

const bank = createStore<{ readonly prompts: readonly BankPrompt[] | null }>()(() => ({ prompts: null }));
let reading: Promise<readonly BankPrompt[]> | null = null;

/** Reads the bank once, when it is first needed. */
function readBank(): Promise<readonly BankPrompt[]> {
  reading ??= import('./bank').then(({ files }) => {
    const prompts = read(files);
    bank.setState({ prompts });
    return prompts;
  });
  return reading;
}

/** A prompt that does not read is a mistake of the studio's, found by its tests; the others are offered all the same. */
const read = (files: Bank): BankPrompt[] =>
  Object.entries(files)
    .flatMap(([path, text]) => {
      const loaded = loadPrompt(text);
      return loaded.ok ? [{ slug: path.split('/').at(-2) ?? path, prompt: loaded.value, file: JSON.parse(text) as PromptFile }] : [];
    })
    .sort((a, b) => a.prompt.ask.localeCompare(b.prompt.ask));

/** Every prompt; null until they are read. */
export function usePrompts(): readonly BankPrompt[] | null {
  useEffect(() => void readBank(), []);
  return useStore(bank, ({ prompts }) => prompts);
}

const promptIn = (prompts: readonly BankPrompt[] | null, slug: string): Prompt | null =>
  prompts?.find((each) => each.slug === slug)?.prompt ?? null;

/** The prompt of a scenario; null until it is read, or where there is none any more. */
export const usePrompt = (slug: string): Prompt | null => promptIn(usePrompts(), slug);
export const promptFile = async (slug: string): Promise<PromptFile | null> =>
  (await readBank()).find((each) => each.slug === slug)?.file ?? null;
