import styles from './marks.module.css';
import { marksOf, useCascadeUi } from './cascade-ui';

/** Around a card while the cascade is told: a ring, and the numbers of its steps. */
export function NodeCascadeMark({ id }: { readonly id: string }) {
  const marks = useCascadeUi((ui) => marksOf(ui, { node: id }));
  if (marks === '') return null;
  return (
    <span className={styles['ring']} data-now={marks.includes('*') || undefined} data-testid={`cascade-${id}`}>
      <span className={styles['number']}>{marks.replace('*', '')}</span>
    </span>
  );
}

/** Along a link while the cascade is told. @param d its path */
export function LinkCascadeMark({ id, d }: { readonly id: string; readonly d: string }) {
  const marks = useCascadeUi((ui) => marksOf(ui, { link: id }));
  if (marks === '') return null;
  return <path d={d} fill="none" className={styles['way']} data-now={marks.includes('*') || undefined} aria-hidden />;
}
