import styles from '../layout/LeftColumn.module.css';
import { studio, useStudio } from '../store/studio';
import { openScenario } from './open-scenario';
import { scenarios } from './scenarios';

/** The designs that come with the studio. */
export function ScenarioList() {
  const current = useStudio((s) => s.scenario);
  return (
    <section aria-label="Scenarios">
      <h2 className={styles['heading']}>Scenarios</h2>
      {scenarios.map(({ slug, name, summary }) => (
        <button
          key={slug}
          type="button"
          className={`${styles['item']} ${styles['scenario']}`}
          aria-current={current === slug || undefined}
          title={summary}
          onClick={() => studio.getState().guard(`Open “${name}”`, () => openScenario(slug))}
        >
          {name}
          {summary && current === slug && <small>{summary}</small>}
        </button>
      ))}
    </section>
  );
}
