import { Button, Combobox, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { StepPlace } from '../../engine/design/step-tree';
import { studio, useStudio } from '../store/studio';
import { addStep, type Edited } from './actions';
import { type Offer, offersFor } from './offers';
import classes from './operations.module.css';
import { stepIcons } from './step-icons';

interface AddStepProps {
  readonly edited: Edited;
  readonly place: StepPlace;
  readonly label: string;
  readonly small: boolean;
}

/** A button that opens the list of everything that can be a step here, to be searched. */
export function AddStep({ edited, place, label, small }: AddStepProps) {
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  return (
    <Combobox
      store={combobox}
      width={300}
      position="bottom-start"
      withinPortal
      onOptionSubmit={(id) => {
        const offer = offersFor(studio.getState().document, edited.node).find((each) => each.id === id);
        combobox.closeDropdown();
        if (offer) addStep(edited, place, offer.step, offer.link);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="compact-xs"
          variant="subtle"
          {...(small && { color: 'gray' })}
          leftSection={<IconPlus size={12} />}
          className={classes['add'] ?? ''}
          aria-label={label}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
        >
          {small ? 'Add' : 'Add a step'}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          aria-label="Search steps"
          placeholder="Work, call, publish, in parallel …"
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
        />
        <Combobox.Options mah={260} className={classes['offers'] ?? ''}>
          {combobox.dropdownOpened && <Offers edited={edited} search={search} />}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Offers({ edited, search }: { readonly edited: Edited; readonly search: string }) {
  const design = useStudio((s) => s.document);
  const words = search.toLowerCase().split(/\s+/);
  const offers = offersFor(design, edited.node).filter(({ label, group, shape }) =>
    words.every((word) => `${label} ${group} ${shape}`.toLowerCase().includes(word)),
  );
  if (offers.length === 0) return <Combobox.Empty>Nothing of that name</Combobox.Empty>;
  const groups = [...new Set(offers.map(({ group }) => group))];
  return groups.map((group) => (
    <Combobox.Group key={group} label={group}>
      {offers
        .filter((offer) => offer.group === group)
        .map((offer) => (
          <OfferLine key={offer.id} offer={offer} />
        ))}
    </Combobox.Group>
  ));
}

function OfferLine({ offer: { id, label, shape } }: { readonly offer: Offer }) {
  const Icon = stepIcons[shape];
  return (
    <Combobox.Option value={id} className={classes['offer'] ?? ''}>
      <Icon size={15} stroke={1.7} aria-hidden />
      <span>{label}</span>
    </Combobox.Option>
  );
}
