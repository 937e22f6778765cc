// simjs_w.cjs <w1|w2> [n]  npm simjs 2.0.3
global.window = {};
require('simjs');
const Sim = window.Sim;
const cpu = () => {
  const u = process.cpuUsage();
  return (u.user + u.system) / 1e6;
};
const w = process.argv[2],
  n = +(process.argv[3] || 200000);
const exp = (m) => -Math.log(1 - Math.random()) * m;
const S_ = Sim.Sim || Sim;
const { Entity, Facility } = Sim;
const pct = (a, q) => {
  a.sort((x, y) => x - y);
  return a[Math.floor(q * (a.length - 1))];
};
function w1(n, rep) {
  const lat = [];
  const fac = new Facility('S', Facility.FCFS, 1);
  class Src extends Entity {
    start() {
      this.c = 0;
      this.next();
    }
    next() {
      if (this.c++ < n) this.setTimer(exp(1 / 0.9)).done(this.arrive, this);
    }
    arrive() {
      const t0 = this.time();
      this.useFacility(fac, exp(1)).done(() => {
        lat.push(this.time() - t0);
      });
      this.next();
    }
  }
  const sim = new S_('x');
  sim.addEntity(Src);
  const t = cpu();
  sim.simulate(1e12);
  const dt = cpu() - t;
  if (rep)
    console.log(
      JSON.stringify({
        w: 'W1',
        impl: 'simjs',
        sec: dt,
        n,
        ev: 2 * n,
        ns_ev: (dt * 1e9) / 2 / n,
        mean: lat.reduce((a, b) => a + b) / n,
        p99: pct(lat, 0.99),
      }),
    );
}
function w2(n, rep) {
  const T = [150, 60, 60, 25, 25, 25, 25, 10, 10, 10],
    CH = [[1, 2], [3, 4], [5, 6], [7], [8], [9], [], [], [], []];
  const lat = [];
  const st = { fired: 0, cancel: 0, retry: 0, tmo: 0 };
  class Net extends Entity {
    start() {
      this.g = 0;
      this.S = T.map(() => ({ busy: 0, q: [] }));
      this.setTimer(exp(1 / 6.4)).done(this.arrive, this);
    }
    arrive() {
      st.fired++;
      if (++this.g < n) this.setTimer(exp(1 / 6.4)).done(this.arrive, this);
      const t0 = this.time();
      this.call(0, 0, (ok) => {
        if (ok) lat.push(this.time() - t0);
      });
    }
    call(s, att, cb) {
      let done = false;
      const fail = () => {
        if (att < 2) {
          st.retry++;
          this.setTimer(exp(5)).done(() => {
            st.fired++;
            this.call(s, att + 1, cb);
          }, this);
        } else cb(false);
      };
      const tm = this.setTimer(T[s]).done(() => {
        if (done) return;
        done = true;
        st.tmo++;
        st.fired++;
        fail();
      }, this);
      this.handle(s, (ok) => {
        if (done) return;
        done = true;
        tm.cancel();
        st.cancel++;
        ok ? cb(true) : fail();
      });
    }
    handle(s, cb) {
      const v = this.S[s];
      if (v.busy < 8) this.serve(s, cb);
      else if (v.q.length < 100) v.q.push(cb);
      else cb(false);
    }
    serve(s, cb) {
      const v = this.S[s];
      v.busy++;
      this.setTimer(exp(1)).done(() => {
        st.fired++;
        v.busy--;
        const nx = v.q.shift();
        if (nx) this.serve(s, nx);
        if (Math.random() < 0.01) return cb(false);
        this.kids(s, 0, cb);
      }, this);
    }
    kids(s, i, cb) {
      if (i >= CH[s].length) return cb(true);
      this.call(CH[s][i], 0, (ok) => (ok ? this.kids(s, i + 1, cb) : cb(false)));
    }
  }
  const sim = new S_('x');
  sim.addEntity(Net);
  const t = cpu();
  sim.simulate(1e12);
  const dt = cpu() - t;
  if (rep)
    console.log(
      JSON.stringify({
        w: 'W2',
        impl: 'simjs',
        sec: dt,
        n,
        req_s: n / dt,
        ev: st.fired,
        ns_ev: (dt * 1e9) / st.fired,
        mean: lat.reduce((a, b) => a + b) / lat.length,
        p50: pct(lat, 0.5),
        p99: pct(lat, 0.99),
        ...st,
      }),
    );
}
({ w1, w2 })[w]((n / 10) | 0, false);
({ w1, w2 })[w](n, true);
