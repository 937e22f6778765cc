import type { DesignGroup } from '../../../engine/design/schema';
import { studio } from '../../store/studio';
import { canvasUi, useCanvasUi } from '../canvas-ui';
import { EditableName } from '../EditableName';
import { groupNodeId } from './canvas-ids';
import { changeGroup } from './group-changes';
import styles from './groups.module.css';

/** A group's name; F2 or a double click edits it in place. */
export function GroupName({ group }: { readonly group: DesignGroup }) {
  const canvasId = groupNodeId(group.id);
  const renaming = useCanvasUi((ui) => ui.renaming === canvasId);
  const name = group.name ?? group.id;
  if (renaming)
    return <EditableName canvasId={canvasId} name={name} className={styles['nameField'] ?? ''} onName={(text) => rename(group, text)} />;
  return (
    <span className={styles['name']} title={name} onDoubleClick={() => canvasUi.setState({ renaming: canvasId })}>
      {name}
    </span>
  );
}

function rename(group: DesignGroup, text: string): void {
  const { document, edit } = studio.getState();
  const name = text.trim();
  if (name === (group.name ?? group.id)) return;
  const { name: _, ...unnamed } = group;
  edit(changeGroup(document, name === '' || name === group.id ? unnamed : { ...group, name }));
}
