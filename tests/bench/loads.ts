import type { Load } from './pgbench.ts'

const company = `md5('bench tenant')::uuid`

/** What the API's server does for each call: a transaction, the caller's role and claims, the function. */
const asMember = `select set_config('role', 'authenticated', true), set_config('request.jwt.claim.sub', md5('bench user ' || :u::text), true),
  set_config('request.jwt.claims', '{"role": "authenticated", "sub": "' || md5('bench user ' || :u::text)::uuid || '"}', true);`

const placeOrder = (sku: string): Load => ({
  database: 'postgres',
  script: `\\set u random(1, 2000)
\\set k random(1, 400)
\\set r random(1, 9000000000000000)
begin;
${asMember}
select public.place_order(
  jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('sku_id', md5('bench sku ' || ${sku})::uuid, 'quantity', 1, 'unit_points', 10)),
    'address_id', md5('bench address ' || :u::text)::uuid),
  'bench-' || :r::text);
commit;
`,
})

/** A whole order by a random one of 2,000 members of one of 400 SKUs. */
export const order = placeOrder(':k::text')

/** A whole order of the one SKU that is spread over buckets. */
export const orderOfHotSku = placeOrder(`'0'`)

/** The ledger alone: ten points of a random wallet, as private.spend_points books them. */
export const posting: Load = {
  database: 'postgres',
  script: `\\set u random(1, 2000)
begin;
select private.spend_points(${company}, private.member_account_id(md5('bench member ' || :u::text)::uuid), gen_random_uuid(),
  array[row(1, md5('bench product 1')::uuid, array[md5('bench category')::uuid], 10)::private.spend_line]);
commit;
`,
}

export const tpcbLike: Load = { database: 'pgbench', script: 'tpcb-like', builtin: true }
export const simpleUpdate: Load = { database: 'pgbench', script: 'simple-update', builtin: true }
