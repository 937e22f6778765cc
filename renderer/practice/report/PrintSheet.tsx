import { createPortal } from 'react-dom';
import { lengthText, spentInAll } from '../clock';
import styles from '../practice.module.css';
import { levelWords } from '../words';
import { CritiqueView } from './CritiqueView';
import { usePrinted } from './print';
import './print.css';
import { Transcript } from './Transcript';

/** The report on paper: beside the studio in the document, and seen only by a printer. */
export function PrintSheet() {
  const report = usePrinted();
  if (!report) return null;
  const { interview, prompt } = report;
  const { ask, level, begun, clock, ended, critique } = interview;
  return createPortal(
    <article className="faultline-paper" data-mantine-color-scheme="light">
      <h1>{ask}</h1>
      <p className={styles['soft']}>
        Interview of {new Date(begun).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })},{' '}
        {levelWords[level].toLowerCase()}, {lengthText(spentInAll(clock, ended ?? 0))}. Faultline {FAULTLINE_VERSION}.
      </p>
      {critique && <CritiqueView critique={critique} interview={interview} prompt={prompt} paper />}
      <Transcript interview={interview} prompt={prompt} />
    </article>,
    document.body,
  );
}
