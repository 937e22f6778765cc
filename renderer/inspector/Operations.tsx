import type { DesignNode } from '../../engine/design/schema';
import { useStudio } from '../store/studio';
import { type Line, obviousLines, stepLines } from './describe';
import classes from './inspector.module.css';

/** What a node does when it is called, in words. */
export function Operations({ node }: { readonly node: DesignNode }) {
  const design = useStudio((s) => s.document);
  if (!node.operations?.length) {
    return (
      <>
        <p className={classes['dim']}>None is written down, so it does the obvious:</p>
        <Lines lines={obviousLines(design, node)} />
      </>
    );
  }
  return node.operations.map((operation) => (
    <div key={operation.name} className={classes['operation']}>
      <div className={classes['operationName']}>{operation.name}</div>
      {operation.steps.length > 0 ? (
        <Lines lines={stepLines(design, operation.steps)} />
      ) : (
        <p className={classes['dim']}>Answers at once.</p>
      )}
    </div>
  ));
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <ol className={classes['lines']}>
      {lines.map(({ text, inner }, i) => (
        // Steps have no names; their place is what they are.
        <li key={i}>
          {text}
          {inner && <Lines lines={inner} />}
        </li>
      ))}
    </ol>
  );
}
