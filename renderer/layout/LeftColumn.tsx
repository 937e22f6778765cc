import { ScenarioList } from '../scenarios/ScenarioList';
import { Palette } from '../palette/Palette';
import styles from './LeftColumn.module.css';

export function LeftColumn() {
  return (
    <nav className={styles['column']} aria-label="Components and scenarios">
      <Palette />
      <ScenarioList />
    </nav>
  );
}
