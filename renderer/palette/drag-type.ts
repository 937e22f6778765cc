/** What a component carries while it is dragged from the palette. */
export const KIND_TYPE = 'application/x-faultline-kind';
