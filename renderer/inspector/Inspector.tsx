import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { studio, useStudio } from '../store/studio';
import { linkById, linkName, nodeById, nodeName } from './describe';
import { DesignInspector } from './DesignInspector';
import classes from './inspector.module.css';
import { GroupInspector } from './GroupInspector';
import { LinkInspector } from './LinkInspector';
import { LinksInCommon, NodesInCommon } from './SeveralFields';
import { NodeInspector } from './NodeInspector';
import { NoteInspector } from './NoteInspector';

/** What is selected: its words, numbers, faults and forms. Forms come from the engine's schemas. */
export function Inspector() {
  const { nodes, links } = useStudio((s) => s.selection);
  return (
    <div className={classes['inspector']}>
      <div key={[...nodes, ...links].join()} ref={toTop} />
      <Selected />
    </div>
  );
}

/** Whatever was scrolled to in the last thing means nothing in the next. */
const toTop = (anchor: HTMLElement | null): void => {
  // Beside a lesson the inspector scrolls; without one the whole column does.
  anchor?.parentElement?.scrollTo({ top: 0 });
  anchor?.closest('aside')?.scrollTo({ top: 0 });
};

function Selected() {
  const { nodes, links, groups, notes } = useStudio((s) => s.selection);
  const group = useStudio((s) => (groups.length + notes.length === 1 ? s.document.groups?.find(({ id }) => id === groups[0]) : undefined));
  const note = useStudio((s) => (groups.length + notes.length === 1 ? s.document.notes?.find(({ id }) => id === notes[0]) : undefined));
  const [onlyNode, onlyLink] = [nodes[0], links[0]];
  const node = useStudio((s) => (onlyNode === undefined ? undefined : nodeById(s.document, onlyNode)));
  const link = useStudio((s) => (onlyLink === undefined ? undefined : linkById(s.document, onlyLink)));
  if (nodes.length + links.length > 1) return <SeveralInspector nodes={nodes} links={links} />;
  if (group && onlyNode === undefined && onlyLink === undefined) return <GroupInspector group={group} />;
  if (note && onlyNode === undefined && onlyLink === undefined) return <NoteInspector note={note} />;
  if (node) return <NodeInspector node={node} />;
  if (link) return <LinkInspector link={link} />;
  return <DesignInspector />;
}

/** Of a large selection some names say enough. */
const MOST_NAMED = 12;

function SeveralInspector({ nodes, links }: { readonly nodes: readonly string[]; readonly links: readonly string[] }) {
  const design = useStudio((s) => s.document);
  const select = useStudio((s) => s.select);
  const counted = [count(nodes.length, 'node'), count(links.length, 'link')].filter(Boolean).join(' and ');
  const remove = () =>
    studio
      .getState()
      .edit(...links.map((id) => ({ kind: 'remove-link', id }) as const), ...nodes.map((id) => ({ kind: 'remove-node', id }) as const));
  const chosenNodes = nodes.flatMap((id) => nodeById(design, id) ?? []);
  const chosenLinks = links.flatMap((id) => linkById(design, id) ?? []);
  return (
    <>
      <header className={classes['head']}>
        <div className={classes['kind']}>{counted} selected</div>
        <ul className={classes['plainList']}>
          {nodes.slice(0, MOST_NAMED).map((id) => (
            <li key={id}>{nodeName(nodeById(design, id), id)}</li>
          ))}
          {links.slice(0, MOST_NAMED).map((id) => {
            const link = linkById(design, id);
            return <li key={id}>{link ? linkName(design, link) : id}</li>;
          })}
          {(nodes.length > MOST_NAMED || links.length > MOST_NAMED) && <li>and more</li>}
        </ul>
        <div className={classes['buttons']}>
          <Button size="xs" variant="default" onClick={() => select({})}>
            Clear selection
          </Button>
          <Button size="xs" variant="default" leftSection={<IconTrash size={14} className={classes['bolt']} />} onClick={remove}>
            Delete all
          </Button>
        </div>
      </header>
      {chosenNodes.length > 1 && <NodesInCommon nodes={chosenNodes} />}
      {chosenLinks.length > 1 && <LinksInCommon links={chosenLinks} />}
    </>
  );
}

const count = (n: number, what: string) => (n === 0 ? '' : `${n} ${what}${n === 1 ? '' : 's'}`);
