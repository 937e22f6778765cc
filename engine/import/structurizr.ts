import { failure } from '../core/problem';
import { designFromSketch } from './design-from-sketch';
import { type Importer, importProblem } from './definition';
import { notesOf } from './note-taker';
import { modelOf } from './structurizr-model';
import { sketchOf } from './structurizr-sketch';
import { readStatements } from './structurizr-statements';

/** @see https://docs.structurizr.com/dsl/language */
export const structurizr: Importer = {
  id: 'structurizr',
  title: 'Structurizr DSL',
  about: 'People, software systems, containers, groups and relationships of a workspace.',
  extensions: ['dsl'],
  detects: (text) => /^[ \t]*workspace\b[^{\n]*\{/m.test(text.slice(0, 20_000)),
  read: (text, { fileName }) => {
    const statements = readStatements(text);
    if (!statements.ok) return statements;
    const workspace = statements.value.find(({ words }) => words[0]?.toLowerCase() === 'workspace');
    const model = workspace?.body.find(({ words }) => words[0]?.toLowerCase() === 'model');
    if (!workspace || !model)
      return failure(
        importProblem(
          'nothing-to-import',
          'There is no model in this workspace.',
          'Check that it is the right file. A workspace that extends another is not read.',
        ),
      );
    const notes = notesOf();
    const views = workspace.body.find(({ words }) => words[0]?.toLowerCase() === 'views');
    const read = modelOf(model, views, notes);
    return designFromSketch(
      sketchOf(read, { name: nameIn(workspace.words, 1), description: nameIn(workspace.words, 2) }, notes),
      fileName,
      notes,
    );
  },
};

/** A workspace that extends another has that one's name. */
const nameIn = (words: readonly string[], at: number): string | null => (words[1] === 'extends' ? null : (words[at] ?? null));
