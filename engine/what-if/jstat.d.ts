/** The one corner of jStat that we use; the package brings no types. */
declare module 'jstat' {
  interface StudentT {
    /** Quantile of Student's t: the value below which a share `p` of it lies. */
    inv(p: number, degreesOfFreedom: number): number;
    /** Share of Student's t that lies below `t`. */
    cdf(t: number, degreesOfFreedom: number): number;
  }
  interface Beta {
    /** Quantile of the beta distribution. */
    inv(p: number, alpha: number, beta: number): number;
  }
  const jStat: { readonly studentt: StudentT; readonly beta: Beta };
  export default jStat;
}
