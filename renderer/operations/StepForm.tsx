import type { z } from 'zod';
import { type StepInput, stepSchemas } from '../../engine/design/step-schema';
import { pathOf, type StepPlace } from '../../engine/design/step-tree';
import { listWords } from '../../engine/design/step-words';
import { fromProblems } from '../inspector/found';
import { FormOwner } from '../inspector/form-owner';
import { SchemaForm } from '../inspector/SchemaForm';
import type { Fields } from '../inspector/values';
import { useStudio } from '../store/studio';
import { changeStep, type Edited } from './actions';
import { shapeOf } from './offers';
import { stepPlace } from './operations-ui';
import classes from './operations.module.css';

/** Lists of steps are shown as such. */
const shownAsLists = ['branches', 'stages', 'steps', 'hit', 'miss', 'ok', 'failed', 'unknown', 'compensate'];

/** Everything that can be said of a step, but the steps within it. */
export function StepForm({ edited, place, step }: { readonly edited: Edited; readonly place: StepPlace; readonly step: StepInput }) {
  const shape = shapeOf(step);
  const problems = useStudio((s) => s.problems);
  const here = stepPlace(edited.node.id, edited.operation, pathOf(place));
  const owns = step.kind === 'work' && step.own === true;
  return (
    <FormOwner value={{ node: edited.node.id }}>
      <div className={classes['form']}>
        <SchemaForm
          schema={stepSchemas[shape]}
          value={step}
          except={owns ? [...shownAsLists, 'time', 'recorded'] : shownAsLists}
          found={fromProblems(problems, here)}
          onChange={(next) => changeStep(edited, place, next as StepInput)}
        />
        {partsOf(step).map(({ label, schema, value, change }) => (
          <fieldset key={label} className={classes['part']}>
            <legend>{label}</legend>
            <SchemaForm schema={schema} value={value} except={shownAsLists} onChange={(next) => changeStep(edited, place, change(next))} />
          </fieldset>
        ))}
      </div>
    </FormOwner>
  );
}

interface Part {
  readonly label: string;
  readonly schema: z.ZodType;
  readonly value: object;
  readonly change: (next: Fields) => StepInput;
}

/** What is said of each branch of a choice, and of each stage of a saga. */
function partsOf(step: StepInput): readonly Part[] {
  if (step.kind === 'saga') {
    const schema = stepSchemas.saga.shape.stages.element;
    return step.stages.map((stage, i) => ({
      label: listWords(step, `stages.${i}.steps`),
      schema,
      value: stage,
      change: (next) => ({ ...step, stages: step.stages.with(i, next as typeof stage) }),
    }));
  }
  if (step.kind === 'choose' && step.by === 'probability') {
    const schema = stepSchemas.chance.shape.branches.element;
    return step.branches.map((branch, i) => ({
      label: `Branch ${i + 1}: ${listWords(step, `branches.${i}.steps`)}`,
      schema,
      value: branch,
      change: (next) => ({ ...step, branches: step.branches.with(i, next as typeof branch) }),
    }));
  }
  return [];
}
