import { ScenarioList } from '../scenarios/ScenarioList';
import { Palette } from '../palette/Palette';
import styles from './LeftColumn.module.css';

/** What one draws with, and the designs that come with the studio. */
export function Components() {
  return (
    <nav className={styles['column']} aria-label="Components and scenarios">
      <Palette />
      <ScenarioList />
    </nav>
  );
}
