import classes from './form.module.css';

/**
 * Description and error of one of Mantine's inputs, for screen readers only: the eye has the tooltip and the line below.
 * Mantine points `aria-describedby` at its own words and at no others.
 */
export const hiddenWords = (description: string | undefined, error?: string | false) => ({
  description,
  error: error ?? false,
  classNames: { description: classes['hidden'] ?? '', error: classes['hidden'] ?? '', wrapper: classes['flush'] ?? '' },
});
