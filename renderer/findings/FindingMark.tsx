import { studio, useStudio } from '../store/studio';
import { showFinding } from './findings-ui';
import styles from './FindingMark.module.css';
import { markOf } from './marks';
import { severityIcons, severityWords } from './severity-words';

/** The mark of a node's or link's findings: the worst by shape and colour, how many, and what they say on hover. A press lists them. */
export function FindingMark({ subject }: { readonly subject: `nodes.${string}` | `links.${string}` }) {
  const mark = useStudio((s) => markOf(s.problems, subject));
  if (!mark) return null;
  const { severity, count, words } = mark;
  const Icon = severityIcons[severity];
  return (
    <button
      type="button"
      // Cards are in the way of the Tab key already; the list of findings is reached from the header and by command.
      tabIndex={-1}
      className={`${styles['mark']} nodrag nopan`}
      data-severity={severity}
      data-testid={`finding-${subject}`}
      title={words}
      aria-label={`${count > 1 ? `${count} findings, the worst: ` : ''}${severityWords[severity]}. ${words}`}
      onClick={(event) => {
        event.stopPropagation();
        const first = studio
          .getState()
          .problems.find(
            ({ where, ignored, severity: of }) =>
              ignored === undefined && of === severity && (where === subject || where.startsWith(`${subject}.`)),
          );
        showFinding(first);
      }}
    >
      <Icon aria-hidden />
      {count > 1 && <span>{count}</span>}
    </button>
  );
}
