-- Many companies: :tenants of them share :rows members and :rows orders evenly, written without foreign keys and triggers.
-- Ids are hashes of the numbers of company, member and order.
set session_replication_role = replica;
insert into public.tenants (id, code, name) select md5('crowd ' || t)::uuid, 'crowd-' || t, '公司 ' || t from generate_series(1, :tenants) t;
insert into public.legal_entities (tenant_id, id, name) select md5('crowd ' || t)::uuid, md5('crowd ' || t)::uuid, '公司' from generate_series(1, :tenants) t;
insert into public.departments (tenant_id, id, name, path)
select md5('crowd ' || t)::uuid, md5('crowd ' || t)::uuid, '总部', array[md5('crowd ' || t)::uuid] from generate_series(1, :tenants) t;
insert into public.members (tenant_id, id, employee_no, name, department_id, legal_entity_id, status, user_id)
select md5('crowd ' || n % :tenants + 1)::uuid, md5('crowd member ' || n)::uuid, 'C' || n, '王小明',
  md5('crowd ' || n % :tenants + 1)::uuid, md5('crowd ' || n % :tenants + 1)::uuid, 'active', md5('crowd member ' || n)::uuid
from generate_series(0, :rows - 1) n;
-- The first member of each company is in HR.
insert into public.member_roles (tenant_id, member_id, role)
select md5('crowd ' || n % :tenants + 1)::uuid, md5('crowd member ' || n)::uuid, 'hr_manager' from generate_series(0, :tenants - 1) n;
-- Every tenth member has ordered, ten times as often.
insert into public.orders (tenant_id, id, order_no, member_id, state, total_points, idempotency_key, request_hash, placed_at)
select md5('crowd ' || n % :tenants + 1)::uuid, md5('crowd order ' || n)::uuid, 'crowd' || n, md5('crowd member ' || n % (:rows / 10))::uuid,
  'paid', 10, 'crowd ' || n, '\x00', now() - n * interval '1 second'
from generate_series(0, :rows - 1) n;
set session_replication_role = origin;
