import { useEffect, useRef, useState } from 'react';
import { studio } from '../store/studio';
import { canvasUi, useCanvasUi } from './canvas-ui';
import styles from './ComponentCard.module.css';

/** A node's name; F2 or a double click edits it in place. */
export function NodeName({ id, name }: { readonly id: string; readonly name: string }) {
  const renaming = useCanvasUi((ui) => ui.renaming === id);
  if (renaming) return <NameField id={id} name={name} />;
  return (
    <span className={styles['name']} title={name} onDoubleClick={() => canvasUi.setState({ renaming: id })}>
      {name}
    </span>
  );
}

function NameField({ id, name }: { readonly id: string; readonly name: string }) {
  const [text, setText] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const done = (keep: boolean) => {
    if (canvasUi.getState().renaming !== id) return;
    canvasUi.setState({ renaming: null });
    if (keep) rename(id, text);
    document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)?.focus();
  };
  return (
    <input
      className={`${styles['nameField']} nodrag nopan nokey`}
      aria-label="Name"
      value={text}
      maxLength={120}
      ref={field}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => done(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') done(true);
        if (event.key === 'Escape') done(false);
      }}
    />
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
