import { Button, Group, Select } from '@mantine/core';
import { IconBoxOff, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { contentOf } from '../../engine/design/groups';
import type { Design, DesignGroup } from '../../engine/design/schema';
import type { Edit } from '../../engine/design/edits';
import { removeGroupsWithContent, ungroupSelected } from '../canvas/arrange/actions';
import { changeGroup } from '../canvas/groups/group-changes';
import { groupKindTitle } from '../canvas/groups/kind-titles';
import { Problems } from '../panels/Problems';
import { problemsOf } from '../panels/problem-place';
import { useStudio } from '../store/studio';
import classes from './inspector.module.css';
import { NameField } from './NameField';
import { Section } from './Section';
import { zoneSlug } from './zone-slug';

const kinds = Object.entries(groupKindTitle).map(([value, label]) => ({ value, label }));

/** A group: what it is, and for a zone or region which one it stands for. */
export function GroupInspector({ group }: { readonly group: DesignGroup }) {
  const design = useStudio((s) => s.document);
  const edit = useStudio((s) => s.edit);
  const problems = problemsOf(
    useStudio((s) => s.problems),
    'groups',
    group.id,
  );
  const { nodes, groups, notes } = useMemo(() => contentOf(design, group.id), [design, group.id]);
  return (
    <div key={group.id}>
      <header className={classes['head']}>
        <div className={classes['kind']}>
          {groupKindTitle[group.kind]}
          <span className={classes['id']}>{group.id}</span>
        </div>
        <NameField
          key={group.id}
          label="Name"
          value={group.name}
          placeholder={group.id}
          onChange={(name) => {
            const { name: _, ...unnamed } = group;
            edit(changeGroup(design, name === undefined ? unnamed : { ...group, name }));
          }}
        />
        <Select
          size="xs"
          label="Kind"
          data={kinds}
          allowDeselect={false}
          value={group.kind}
          onChange={(kind) => kind && edit(...asKind(design, group, kind as DesignGroup['kind']))}
        />
        <Stands group={group} />
        <p className={classes['dim']}>
          {[count(nodes.length, 'component'), count(groups.length, 'group'), count(notes.length, 'note')].filter(Boolean).join(', ') ||
            'Nothing in it yet. Drag components into its frame.'}
        </p>
        <Group gap={6}>
          <Button size="compact-xs" variant="default" leftSection={<IconBoxOff size={13} />} onClick={ungroupSelected}>
            Ungroup
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconTrash size={13} />}
            onClick={() => removeGroupsWithContent([group.id])}
          >
            Delete with content
          </Button>
        </Group>
      </header>
      {problems.length > 0 && (
        <Section title="Problems" note={problems.length}>
          <Problems problems={problems} />
        </Section>
      )}
    </div>
  );
}

/** Which zone or region of the network the frame is. */
function Stands({ group }: { readonly group: DesignGroup }) {
  const design = useStudio((s) => s.document);
  const edit = useStudio((s) => s.edit);
  const zones = design.zones ?? [];
  if (group.kind === 'zone') {
    return (
      <Select
        size="xs"
        label="Zone"
        description="What lies in the frame runs there, unless it names zones of its own."
        data={zones.map(({ id }) => id)}
        allowDeselect={false}
        value={group.zone}
        onChange={(zone) => zone && edit(changeGroup(design, { ...group, zone }))}
      />
    );
  }
  if (group.kind === 'region') {
    return (
      <Select
        size="xs"
        label="Region"
        description="What lies in the frame, but in no zone of it, runs in all zones of the region."
        data={[...new Set([group.region, ...zones.map(({ region = 'main' }) => region)])]}
        allowDeselect={false}
        value={group.region}
        onChange={(region) => region && edit(changeGroup(design, { ...group, region }))}
      />
    );
  }
  return null;
}

const count = (n: number, word: string): string => (n === 0 ? '' : n === 1 ? `1 ${word}` : `${n} ${word}s`);

/** The group as another kind. A zone that the network does not have yet is made, named as the group is. */
function asKind(design: Design, group: DesignGroup, kind: DesignGroup['kind']): Edit[] {
  const { id, name, parent, collapsed, position } = group;
  const common = {
    id,
    ...(name !== undefined && { name }),
    ...(parent !== undefined && { parent }),
    ...(collapsed !== undefined && { collapsed }),
    ...(position && { position }),
  };
  if (kind === 'plain' || kind === 'context') return [changeGroup(design, { kind, ...common })];
  const own = zoneSlug(name ?? id) || id;
  if (kind === 'region') return [changeGroup(design, { kind, ...common, region: design.zones?.[0]?.region ?? own })];
  const outer = design.groups?.find((each) => each.id === parent);
  const region = outer?.kind === 'region' ? outer.region : undefined;
  const taken = design.zones?.some((zone) => zone.id === own) ?? false;
  return [
    ...(taken
      ? []
      : [{ kind: 'set-zones', zones: [...(design.zones ?? []), { id: own, ...(region !== undefined && { region }) }] } as const]),
    changeGroup(design, { kind, ...common, zone: own }),
  ];
}
