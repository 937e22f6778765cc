import { ghostWords, useBottleneckUi } from './bottleneck-ui';
import styles from './ghost.module.css';

/** What a fix would change here, in a dashed outline, while it is only looked at. */
export function Ghost({ subject }: { readonly subject: string }) {
  const words = useBottleneckUi((ui) => ghostWords(ui, subject));
  if (words === '') return null;
  return (
    <span className={styles['ghost']} data-testid={`ghost-${subject}`}>
      <span className={styles['words']}>{words}</span>
    </span>
  );
}

/** The same along a link. @param d its path */
export function LinkGhost({ id, d }: { readonly id: string; readonly d: string }) {
  const words = useBottleneckUi((ui) => ghostWords(ui, id));
  return words === '' ? null : <path d={d} fill="none" className={styles['way']} aria-hidden />;
}
