import { MultiSelect, Select } from '@mantine/core';
import { useStudio } from '../../store/studio';
import { figureChoices } from '../figure-choices';

/** One number of the report. */
export function FigureField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const design = useStudio((s) => s.document);
  return (
    <Select
      label="Figure"
      size="xs"
      w={300}
      searchable
      allowDeselect={false}
      data={figureChoices(design)}
      value={value}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}

/** Some numbers of the report. */
export function FiguresField({ value, onChange }: { readonly value: readonly string[]; readonly onChange: (value: string[]) => void }) {
  const design = useStudio((s) => s.document);
  return (
    <MultiSelect
      label="Figures"
      size="xs"
      w="100%"
      searchable
      maxValues={6}
      data={figureChoices(design)}
      value={[...value]}
      onChange={onChange}
    />
  );
}
