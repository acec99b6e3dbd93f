-- A company for load: 2,000 members with an account, an address and points, 400 SKUs for all of them at 10 points, one SKU in 64
-- buckets, and an HR manager. Ids are hashes of numbers, so that a load script needs no look-up to name somebody.
insert into public.tenants (id, code, name) values (md5('bench tenant')::uuid, 'bench', '压测公司');
insert into public.legal_entities (tenant_id, id, name) values (md5('bench tenant')::uuid, md5('bench entity')::uuid, '压测公司有限公司');
insert into public.departments (tenant_id, id, name) values (md5('bench tenant')::uuid, md5('bench department')::uuid, '总部');

insert into auth.users (id, aud, role, email)
select md5('bench user ' || n)::uuid, 'authenticated', 'authenticated', 'bench' || n || '@tests.invalid' from generate_series(0, 2000) n;
insert into public.members (tenant_id, id, employee_no, name, department_id, legal_entity_id, status, user_id)
select md5('bench tenant')::uuid, md5('bench member ' || n)::uuid, 'B' || n, '王小明', md5('bench department')::uuid, md5('bench entity')::uuid,
  'active', md5('bench user ' || n)::uuid
from generate_series(0, 2000) n;
insert into public.member_roles (tenant_id, member_id, role) values (md5('bench tenant')::uuid, md5('bench member 0')::uuid, 'hr_manager');
insert into public.addresses (tenant_id, id, member_id, recipient, phone, province, city, district, street)
select md5('bench tenant')::uuid, md5('bench address ' || n)::uuid, md5('bench member ' || n)::uuid,
  '王小明', '13800138000', '上海市', '上海市', '浦东新区', '世纪大道 1 号'
from generate_series(1, 2000) n;

insert into public.programmes (tenant_id, id, name, occasion, validity_kind, validity_days, refund_policy, refund_restore_days)
values (md5('bench tenant')::uuid, md5('bench programme')::uuid, '中秋福利', 'festival', 'days', 365, 'restore_days', 7);
select public.record_deposit(md5('bench tenant')::uuid, 500000000000, 'bench', 'bench deposit');
select private.post_grant(
  md5('bench tenant')::uuid, md5('bench programme')::uuid, private.budget_account_id(md5('bench tenant')::uuid),
  array_agg(private.member_account_id(md5('bench member ' || n)::uuid)), array_agg(100000000::bigint)
)
from generate_series(1, 2000) n;

insert into public.categories (id, name) values (md5('bench category')::uuid, '食品');
insert into public.products (id, category_id, name, translations)
select md5('bench product ' || n)::uuid, md5('bench category')::uuid, '广式月饼 ' || n, jsonb_build_object('en', jsonb_build_object('name', 'Mooncake ' || n))
from generate_series(0, 400) n;
insert into public.product_media (product_id, path) select md5('bench product ' || n)::uuid, 'products/mooncake.webp' from generate_series(0, 400) n;
insert into public.skus (id, product_id, code)
select md5('bench sku ' || n)::uuid, md5('bench product ' || n)::uuid, 'bench-' || n from generate_series(0, 400) n;
insert into public.offers (tenant_id, sku_id, audience_kind, audience_id, price_points)
select md5('bench tenant')::uuid, md5('bench sku ' || n)::uuid, 'tenant', md5('bench tenant')::uuid, 10 from generate_series(0, 400) n;
select public.restock(md5('bench sku ' || n)::uuid, 1000000, case n when 0 then 64 else 1 end) from generate_series(0, 400) n;
