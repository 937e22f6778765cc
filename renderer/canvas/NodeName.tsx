import { studio } from '../store/studio';
import { canvasUi, useCanvasUi } from './canvas-ui';
import styles from './ComponentCard.module.css';
import { EditableName } from './EditableName';

/** A node's name; F2 or a double click edits it in place. */
export function NodeName({ id, name }: { readonly id: string; readonly name: string }) {
  const renaming = useCanvasUi((ui) => ui.renaming === id);
  if (renaming) return <EditableName canvasId={id} name={name} className={styles['nameField'] ?? ''} onName={(text) => rename(id, text)} />;
  return (
    <span className={styles['name']} title={name} onDoubleClick={() => canvasUi.setState({ renaming: id })}>
      {name}
    </span>
  );
}

function rename(id: string, text: string): void {
  const { document, edit } = studio.getState();
  const node = document.nodes?.find((each) => each.id === id);
  const name = text.trim();
  if (!node || name === (node.name ?? node.id)) return;
  const { name: _, ...unnamed } = node;
  // Without a name the id is shown, so an empty field takes the name away.
  edit({ kind: 'replace-node', node: name === '' || name === id ? unnamed : { ...node, name } });
}
