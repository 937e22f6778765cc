import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import type { ReactNode } from 'react';
import styles from './columns.module.css';
import { useSwapped } from './layout-memory';
import { type Side, attachPanel, notePanel, togglePanel, usePanelHidden } from './panels';
import { useNarrow } from './use-narrow';

interface ColumnsProps {
  readonly left: ReactNode;
  readonly canvas: ReactNode;
  readonly bottom: ReactNode;
  readonly right: ReactNode;
}

/** The canvas and what stands around it. Edges are dragged, and a double click hides or shows; all of it is kept between starts. */
export function Columns({ left, canvas, bottom, right }: ColumnsProps) {
  const swapped = useSwapped();
  useNarrow();
  // Another order is another group: what is dragged must know what stands on which side.
  return <Body key={String(swapped)} swapped={swapped} left={left} canvas={canvas} bottom={bottom} right={right} />;
}

function Body({ swapped, left, canvas, bottom, right }: ColumnsProps & { readonly swapped: boolean }) {
  const columns = useDefaultLayout({ id: `faultline.columns${swapped ? '.swapped' : ''}`, storage: localStorage });
  const rows = useDefaultLayout({ id: 'faultline.rows', storage: localStorage });
  const ends: readonly ReactNode[] = [
    <Edge key="left edge" side="left" label="Width of the left column" />,
    <SidePanel key="left" side="left" size={176} least={150} most={560}>
      {left}
    </SidePanel>,
    <Edge key="right edge" side="right" label="Width of the inspector" />,
    <SidePanel key="right" side="right" size={284} least={240} most={480}>
      {right}
    </SidePanel>,
  ];
  const [leftEdge, leftPanel, rightEdge, rightPanel] = ends;
  return (
    <main className={styles['body']}>
      <Group orientation="horizontal" id="columns" {...columns}>
        {swapped ? rightPanel : leftPanel}
        {swapped ? rightEdge : leftEdge}
        <Panel id="middle" minSize={240}>
          <Group orientation="vertical" id="rows" {...rows}>
            <Panel id="canvas" minSize={120}>
              {canvas}
            </Panel>
            <Edge side="bottom" label="Height of the charts" />
            <SidePanel side="bottom" size={264} least={120} most={520}>
              {bottom}
            </SidePanel>
          </Group>
        </Panel>
        {swapped ? leftEdge : rightEdge}
        {swapped ? leftPanel : rightPanel}
      </Group>
    </main>
  );
}

interface SidePanelProps {
  readonly side: Side;
  /** [px] */
  readonly size: number;
  readonly least: number;
  readonly most: number;
  readonly children: ReactNode;
}

function SidePanel({ side, size, least, most, children }: SidePanelProps) {
  const hidden = usePanelHidden(side);
  return (
    <Panel
      id={side}
      panelRef={attachers[side]}
      onResize={noters[side]}
      defaultSize={size}
      minSize={least}
      maxSize={most}
      collapsible
      groupResizeBehavior="preserve-pixel-size"
    >
      {/* What is hidden is not to be reached by Tab either. */}
      <div className={styles['panel']} inert={hidden}>
        {children}
      </div>
    </Panel>
  );
}

const attachers: Record<Side, ReturnType<typeof attachPanel>> = {
  left: attachPanel('left'),
  bottom: attachPanel('bottom'),
  right: attachPanel('right'),
};
const noters: Record<Side, ReturnType<typeof notePanel>> = {
  left: notePanel('left'),
  bottom: notePanel('bottom'),
  right: notePanel('right'),
};

function Edge({ side, label }: { readonly side: Side; readonly label: string }) {
  return (
    <Separator
      className={styles[side === 'bottom' ? 'rowEdge' : 'columnEdge'] ?? ''}
      aria-label={label}
      disableDoubleClick
      onDoubleClick={() => togglePanel(side)}
    />
  );
}
