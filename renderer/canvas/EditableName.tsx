import { useEffect, useRef, useState } from 'react';
import { canvasUi } from './canvas-ui';

interface EditableNameProps {
  /** Of what is renamed, on the canvas. */
  readonly canvasId: string;
  readonly name: string;
  readonly className: string;
  readonly onName: (text: string) => void;
}

/** The field in which a name is edited in place. Enter and leaving it keep the text, Escape does not. */
export function EditableName({ canvasId, name, className, onName }: EditableNameProps) {
  const [text, setText] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const done = (keep: boolean) => {
    if (canvasUi.getState().renaming !== canvasId) return;
    canvasUi.setState({ renaming: null });
    if (keep) onName(text);
    document.querySelector<HTMLElement>(`.react-flow__node[data-id="${canvasId}"]`)?.focus();
  };
  return (
    <input
      className={`${className} nodrag nopan nokey`}
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
