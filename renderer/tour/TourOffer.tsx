import { Button, CloseButton, Group } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconRoute } from '@tabler/icons-react';
import { endTour, startTour, useTour } from './tour';

/** Offered in the header until it was taken or declined: no dialog stands before the first screen. */
export function TourOffer() {
  const offered = useTour((tour) => tour.offered);
  // Where there is little room, the help still has it.
  const room = useMediaQuery('(min-width: 900px)');
  if (!offered || !room) return null;
  return (
    <Group gap={2} wrap="nowrap">
      <Button size="compact-sm" variant="light" leftSection={<IconRoute size={15} aria-hidden />} onClick={startTour}>
        Two-minute tour
      </Button>
      <CloseButton size="sm" aria-label="No tour" onClick={endTour} />
    </Group>
  );
}
