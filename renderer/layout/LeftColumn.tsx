import { PracticeColumn } from '../practice/PracticeColumn';
import { usePracticeUi } from '../practice/practice-ui';
import { Components } from './Components';

/** Practice while one practises, else what one draws with. */
export function LeftColumn() {
  return usePracticeUi((ui) => ui.open) ? <PracticeColumn /> : <Components />;
}
