-- Two companies with their legal entities, departments and groups.
-- Keys are md5 of readable words, so that tests can name every row: md5('tenant:xinghe')::uuid.

insert into public.tenants (id, code, name, translations, logo_path, theme, points_name, points_unit, rate_points, rate_minor, created_at)
values
  (
    md5('tenant:xinghe')::uuid, 'xinghe', '星河科技',
    '{"en": {"name": "Xinghe Technology", "points_name": "Star Coins", "points_unit": "coins"}}',
    'logos/xinghe.webp', '{"accent": "#5B4FE9", "accent_dark": "#8F86FF"}', '星币', '枚', 1, 100,
    private.clock() - interval '400 days'
  ),
  (
    md5('tenant:changfeng')::uuid, 'changfeng', '长风物流',
    '{"en": {"name": "Changfeng Logistics", "points_name": "Wind Beans", "points_unit": "beans"}}',
    'logos/changfeng.webp', '{"accent": "#0A7C86", "accent_dark": "#3CC4CE"}', '风豆', '颗', 10, 100,
    private.clock() - interval '400 days'
  );

insert into public.legal_entities (tenant_id, id, name, registration_no, created_at)
select md5('tenant:' || tenant)::uuid, md5('legal_entity:' || code)::uuid, name, registration_no, private.clock() - interval '400 days'
from (
  values
    ('xinghe', 'xinghe-shanghai', '星河科技（上海）有限公司', '91310000DEMO00001A'),
    ('xinghe', 'xinghe-shenzhen', '星河智能（深圳）有限公司', '91440300DEMO00002B'),
    ('changfeng', 'changfeng-suzhou', '长风物流（苏州）有限公司', '91320500DEMO00003C'),
    ('changfeng', 'changfeng-hangzhou', '长风冷链（杭州）有限公司', '91330100DEMO00004D')
) entity (tenant, code, name, registration_no);

-- A parent stands above its children, because the database takes the path from it.
insert into public.departments (tenant_id, id, parent_id, name, translations, position, created_at)
select
  md5('tenant:' || tenant)::uuid, md5('department:' || code)::uuid, md5('department:' || parent)::uuid, name,
  jsonb_build_object('en', jsonb_build_object('name', name_en)), position, private.clock() - interval '400 days'
from (
  values
    ('xinghe', 'xinghe-research', null, '研发中心', 'Research and Development', 1),
    ('xinghe', 'xinghe-market', null, '市场中心', 'Market', 2),
    ('xinghe', 'xinghe-office', null, '职能中心', 'Corporate Functions', 3),
    ('changfeng', 'changfeng-transport', null, '运输中心', 'Transport', 1),
    ('changfeng', 'changfeng-warehouse', null, '仓储中心', 'Warehousing', 2),
    ('changfeng', 'changfeng-office', null, '综合管理部', 'Administration', 3)
) department (tenant, code, parent, name, name_en, position);

insert into public.departments (tenant_id, id, parent_id, name, translations, position, created_at)
select
  md5('tenant:' || tenant)::uuid, md5('department:' || code)::uuid, md5('department:' || parent)::uuid, name,
  jsonb_build_object('en', jsonb_build_object('name', name_en)), position, private.clock() - interval '400 days'
from (
  values
    ('xinghe', 'xinghe-platform', 'xinghe-research', '平台研发部', 'Platform Engineering', 1),
    ('xinghe', 'xinghe-intelligence', 'xinghe-research', '智能算法部', 'Applied Intelligence', 2),
    ('xinghe', 'xinghe-sales', 'xinghe-market', '销售部', 'Sales', 1),
    ('xinghe', 'xinghe-brand', 'xinghe-market', '品牌部', 'Brand', 2),
    ('xinghe', 'xinghe-people', 'xinghe-office', '人力资源部', 'People', 1),
    ('xinghe', 'xinghe-finance', 'xinghe-office', '财务部', 'Finance', 2),
    ('changfeng', 'changfeng-linehaul', 'changfeng-transport', '干线车队', 'Line Haul', 1),
    ('changfeng', 'changfeng-city', 'changfeng-transport', '城市配送部', 'City Delivery', 2),
    ('changfeng', 'changfeng-taicang', 'changfeng-warehouse', '太仓仓', 'Taicang Warehouse', 1),
    ('changfeng', 'changfeng-people', 'changfeng-office', '人事组', 'People', 1)
) department (tenant, code, parent, name, name_en, position);

insert into public.departments (tenant_id, id, parent_id, name, translations, position, created_at)
select
  md5('tenant:' || tenant)::uuid, md5('department:' || code)::uuid, md5('department:' || parent)::uuid, name,
  jsonb_build_object('en', jsonb_build_object('name', name_en)), position, private.clock() - interval '400 days'
from (
  values
    ('xinghe', 'xinghe-frontend', 'xinghe-platform', '前端组', 'Frontend', 1),
    ('xinghe', 'xinghe-backend', 'xinghe-platform', '后端组', 'Backend', 2),
    ('xinghe', 'xinghe-east', 'xinghe-sales', '华东大区', 'East China', 1),
    ('xinghe', 'xinghe-south', 'xinghe-sales', '华南大区', 'South China', 2),
    ('changfeng', 'changfeng-line-1', 'changfeng-linehaul', '干线一队', 'Line Haul Team 1', 1),
    ('changfeng', 'changfeng-line-2', 'changfeng-linehaul', '干线二队', 'Line Haul Team 2', 2)
) department (tenant, code, parent, name, name_en, position);

insert into public.groups (tenant_id, id, name, translations, created_at)
select
  md5('tenant:' || tenant)::uuid, md5('group:' || code)::uuid, name,
  jsonb_build_object('en', jsonb_build_object('name', name_en)), private.clock() - interval '200 days'
from (
  values
    ('xinghe', 'xinghe-newcomers', '2026 新星计划', 'Rising Stars 2026'),
    ('xinghe', 'xinghe-runners', '晨跑社', 'Morning Runners'),
    ('changfeng', 'changfeng-safe-drivers', '安全行车之星', 'Safe Driving Stars'),
    ('changfeng', 'changfeng-parents', '新手爸妈', 'New Parents')
) "group" (tenant, code, name, name_en);
