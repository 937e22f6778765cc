/** The one corner of jStat that we use; the package brings no types. */
declare module 'jstat' {
  interface StudentT {
    /** Quantile of Student's t: the value below which a share `p` of it lies. */
    inv(p: number, degreesOfFreedom: number): number;
  }
  const jStat: { readonly studentt: StudentT };
  export default jStat;
}
