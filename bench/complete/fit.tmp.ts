import { realpathSync } from 'node:fs';
import { candidatesAt, aroundOf, signals, signalsOf, ways, SourceIndex, weights, languageOf, withoutImports } from '@groundwork/complete';
import { truthOf } from './truth.ts';
const data: {f: number[]; y: boolean}[][] = [];
let seed=7; const rnd=()=>{seed=(seed*1103515245+12345)%2147483648; return seed/2147483648;};
for (const dir of process.argv.slice(2)) {
  const { texts, uses } = await truthOf(realpathSync(dir));
  const index = new SourceIndex();
  for (const [p,t] of texts) if (SourceIndex.reads(p)) index.put(p,'w',t);
  const per = new Map<string,number>();
  const some = uses.map(u=>({u,k:rnd()})).sort((a,b)=>a.k-b.k).map(x=>x.u).filter(u=>{const c=per.get(u.path)??0; per.set(u.path,c+1); return c<6;}).slice(0,500);
  for (const u of some) {
    const text=texts.get(u.path)!; const lines=text.split('\n'); let prefix=lines.slice(0,u.line).join('\n')+'\n';
    const bare=rnd()<0.25; if (bare) prefix=withoutImports(prefix, languageOf(u.path)!.name);
    index.put(u.path,'h'+u.line,prefix);
    const { candidates, nearby } = candidatesAt({path:u.path,prefix,suffix:''}, index);
    const around=aroundOf({path:u.path,prefix,suffix:''},nearby,index);
    const rows=candidates.map(c=>{const f=signalsOf(c,around); return {d:c.definition, w: ways.indexOf(c.way), f: signals.map(k=>f[k]), y: c.definition.path===u.declared.path&&c.definition.name===u.declared.name};});
    index.put(u.path,'w',text);
    (rows as any).repo=dir; (rows as any).bare=bare; if (rows.some(r=>r.y)) data.push(rows);
  }
}
console.error(data.length,'queries');


const S=signals.length, W=ways.length;
const D=data.map(rows=>{const ids=new Map<any,number>(); for(const r of rows as any) if(!ids.has(r.d)) ids.set(r.d,ids.size);
 return {F: Float32Array.from(rows.flatMap(r=>r.f)), way: Uint8Array.from((rows as any).map((r:any)=>r.w)), id: Uint16Array.from((rows as any).map((r:any)=>ids.get(r.d))), n: rows.length, m: ids.size, pos: [...new Set((rows as any).flatMap((r:any)=>r.y?[ids.get(r.d)!]:[]))] as number[], repo: (rows as any).repo, bare: (rows as any).bare};});
const buf=new Float32Array(4000);
function evalW(w:Float64Array, report=false):number { const per=new Map<string,[number,number,number]>();
 for (const d of D) { buf.fill(-1e9,0,d.m); for(let i=0;i<d.n;i++){let a=0; const b=d.way[i]!*S; for(let k=0;k<S;k++) a+=d.F[i*S+k]!*w[b+k]!; if(a>buf[d.id[i]!]!) buf[d.id[i]!]=a;}
  let best=-1e9; for(const p of d.pos) best=Math.max(best,buf[p]!); let above=0; for(let i=0;i<d.m;i++) if(buf[i]!>best) above++;
  const c=above<20?1+0.05*(1-above/20):Math.max(0,0.5*(1-(above-20)/30));
  const key=d.repo.split('/').at(-1)+(d.bare?'-':'+'); const e=per.get(key)??[0,0,0]; e[0]+=c; e[1]+=1; e[2]+=above<20?1:0; per.set(key,e);}
 if(report) console.error([...per].map(([k,e])=>k+' '+(100*e[2]/e[1]).toFixed(1)+' of '+e[1]).join(', '));
 let t=0,z=0; for(const [k,[a,b]] of per){const q=k.endsWith('-')?0.25:1; t+=q*a/b; z+=q;} return t/z; }
const w=Float64Array.from(ways.flatMap(x=>signals.map(k=>weights[x][k])));
let best=evalW(w,true); console.error('start',best);
const until=Date.now()+Number(process.env.FIT_MS??150000);
outer: for(let round=0; round<6; round++){ for(let i=0;i<w.length;i++){ if(signals[i%S]==='after') continue; for(const step of [.8,-.8,.3,-.3]){ const o=w[i]!; w[i]=o+step; const e=evalW(w); if(e>best+1e-5) best=e; else w[i]=o; if(Date.now()>until) break outer; } } console.error(round,best); }
evalW(w,true);
ways.forEach((x,j)=>console.log(`  ${x}: weigh([${[...w.slice(j*S,j*S+S)].map(v=>Number(v.toFixed(2))).join(', ')}]),`));
