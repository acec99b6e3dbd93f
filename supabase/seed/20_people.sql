-- Sixty people. Who has an account is in demo-sign-ins.json; accounts.ts makes those. All others are invited.
-- Invitation codes of the demo: XH (CF for changfeng), the employee number, 026; so XHE10-10026 for E1010. Real codes are random.

insert into public.members (tenant_id, id, employee_no, name, department_id, legal_entity_id, status, hired_on, departed_on, created_at)
select
  md5('tenant:' || tenant)::uuid, md5('member:' || employee_no)::uuid, employee_no, name,
  md5('department:' || tenant || '-' || department)::uuid, md5('legal_entity:' || tenant || '-' || entity)::uuid,
  status, hired_on, case when status = 'departed' then (private.clock() - interval '20 days')::date end,
  private.clock() - interval '390 days'
from (
  values
    ('xinghe', 'E1001', '林晓雨', 'frontend', 'shanghai', 'active', date '2021-07-05'),
    ('xinghe', 'E1002', '周敏', 'people', 'shanghai', 'active', date '2018-03-19'),
    ('xinghe', 'E1003', '陈志远', 'platform', 'shanghai', 'active', date '2017-09-04'),
    ('xinghe', 'E1004', '苏婉清', 'brand', 'shanghai', 'active', date '2019-05-13'),
    ('xinghe', 'E1005', '何俊杰', 'backend', 'shanghai', 'active', date '2022-02-21'),
    ('xinghe', 'E1006', '许诺', 'south', 'shenzhen', 'active', date '2023-06-26'),
    ('xinghe', 'E1007', '郭子昂', 'east', 'shanghai', 'suspended', date '2020-10-12'),
    ('xinghe', 'E1008', '沈佳怡', 'brand', 'shanghai', 'departed', date '2019-08-01'),
    ('xinghe', 'E1009', '唐一鸣', 'intelligence', 'shenzhen', 'active', date '2024-04-08'),
    ('xinghe', 'E1010', '冯雨桐', 'frontend', 'shanghai', 'invited', date '2026-07-06'),
    ('xinghe', 'E1011', '罗浩然', 'frontend', 'shanghai', 'invited', date '2023-03-06'),
    ('xinghe', 'E1012', '宋雅婷', 'frontend', 'shanghai', 'invited', date '2024-07-08'),
    ('xinghe', 'E1013', '邓宇航', 'frontend', 'shenzhen', 'invited', date '2022-11-14'),
    ('xinghe', 'E1014', '曹思琪', 'backend', 'shanghai', 'invited', date '2021-04-26'),
    ('xinghe', 'E1015', '彭伟', 'backend', 'shanghai', 'invited', date '2018-12-03'),
    ('xinghe', 'E1016', '曾静', 'backend', 'shenzhen', 'invited', date '2020-06-15'),
    ('xinghe', 'E1017', '萧逸凡', 'backend', 'shenzhen', 'invited', date '2025-03-03'),
    ('xinghe', 'E1018', '田甜', 'platform', 'shanghai', 'invited', date '2022-08-22'),
    ('xinghe', 'E1019', '董振华', 'research', 'shanghai', 'invited', date '2016-05-09'),
    ('xinghe', 'E1020', '袁梦', 'intelligence', 'shenzhen', 'invited', date '2023-09-18'),
    ('xinghe', 'E1021', '潘晨曦', 'intelligence', 'shenzhen', 'invited', date '2024-10-21'),
    ('xinghe', 'E1022', '蔡文博', 'intelligence', 'shenzhen', 'invited', date '2021-01-11'),
    ('xinghe', 'E1023', '余可欣', 'intelligence', 'shanghai', 'invited', date '2026-07-06'),
    ('xinghe', 'E1024', '杜建国', 'market', 'shanghai', 'invited', date '2015-10-19'),
    ('xinghe', 'E1025', '叶知秋', 'sales', 'shanghai', 'invited', date '2019-02-25'),
    ('xinghe', 'E1026', '程璐', 'east', 'shanghai', 'invited', date '2020-05-18'),
    ('xinghe', 'E1027', '魏子涵', 'east', 'shanghai', 'invited', date '2023-12-04'),
    ('xinghe', 'E1028', '吕一诺', 'east', 'shanghai', 'invited', date '2026-07-06'),
    ('xinghe', 'E1029', '丁嘉豪', 'south', 'shenzhen', 'invited', date '2022-04-11'),
    ('xinghe', 'E1030', '任雪', 'south', 'shenzhen', 'invited', date '2024-02-26'),
    ('xinghe', 'E1031', '姚远', 'south', 'shenzhen', 'invited', date '2021-09-06'),
    ('xinghe', 'E1032', '卢思远', 'brand', 'shanghai', 'invited', date '2025-06-09'),
    ('xinghe', 'E1033', '傅明月', 'brand', 'shanghai', 'invited', date '2023-05-15'),
    ('xinghe', 'E1034', '钟晓峰', 'office', 'shanghai', 'invited', date '2016-11-28'),
    ('xinghe', 'E1035', '姜欣悦', 'people', 'shanghai', 'invited', date '2024-08-05'),
    ('xinghe', 'E1036', '崔颖', 'people', 'shenzhen', 'invited', date '2022-01-17'),
    ('xinghe', 'E1037', '谭志强', 'finance', 'shanghai', 'invited', date '2017-06-12'),
    ('xinghe', 'E1038', '廖佳宁', 'finance', 'shanghai', 'invited', date '2021-12-06'),
    ('xinghe', 'E1039', '范晓东', 'finance', 'shenzhen', 'invited', date '2023-08-28'),
    ('xinghe', 'E1040', '石磊', 'platform', 'shanghai', 'invited', date '2019-11-11'),
    ('changfeng', 'C2001', '赵大勇', 'line-1', 'suzhou', 'active', date '2018-04-16'),
    ('changfeng', 'C2002', '孙丽华', 'people', 'suzhou', 'active', date '2016-08-22'),
    ('changfeng', 'C2003', '吴海涛', 'taicang', 'suzhou', 'active', date '2019-03-11'),
    ('changfeng', 'C2004', '郑小兵', 'line-1', 'suzhou', 'invited', date '2020-09-07'),
    ('changfeng', 'C2005', '马德胜', 'line-1', 'suzhou', 'invited', date '2017-05-22'),
    ('changfeng', 'C2006', '胡春梅', 'city', 'suzhou', 'invited', date '2021-06-28'),
    ('changfeng', 'C2007', '朱永强', 'line-2', 'hangzhou', 'invited', date '2019-12-16'),
    ('changfeng', 'C2008', '高志刚', 'line-2', 'hangzhou', 'invited', date '2022-03-14'),
    ('changfeng', 'C2009', '梁小燕', 'city', 'hangzhou', 'invited', date '2023-07-03'),
    ('changfeng', 'C2010', '谢文斌', 'city', 'suzhou', 'invited', date '2024-05-20'),
    ('changfeng', 'C2011', '韩雪梅', 'city', 'hangzhou', 'invited', date '2022-10-10'),
    ('changfeng', 'C2012', '江涛', 'linehaul', 'suzhou', 'invited', date '2015-02-09'),
    ('changfeng', 'C2013', '秦立新', 'transport', 'suzhou', 'invited', date '2014-06-16'),
    ('changfeng', 'C2014', '贺兰', 'taicang', 'suzhou', 'invited', date '2021-11-01'),
    ('changfeng', 'C2015', '龚建军', 'taicang', 'suzhou', 'invited', date '2020-01-13'),
    ('changfeng', 'C2016', '尹小凤', 'taicang', 'suzhou', 'invited', date '2024-09-02'),
    ('changfeng', 'C2017', '黎明亮', 'warehouse', 'suzhou', 'invited', date '2017-10-30'),
    ('changfeng', 'C2018', '施燕', 'people', 'hangzhou', 'invited', date '2023-02-13'),
    ('changfeng', 'C2019', '汪国庆', 'office', 'suzhou', 'invited', date '2016-01-25'),
    ('changfeng', 'C2020', '牛晓莉', 'office', 'suzhou', 'invited', date '2022-07-18')
) person (tenant, employee_no, name, department, entity, status, hired_on);

-- Numbers begin with 154, which is assigned to no operator; birthdays follow from the employee number.
insert into public.member_contacts (tenant_id, member_id, phone, birthday)
select
  tenant_id, id, '154' || lpad(substr(employee_no, 2), 8, '0'),
  date '1980-01-01' + (substr(employee_no, 2)::int * 127) % 8000
from public.members
where tenant_id in (md5('tenant:xinghe')::uuid, md5('tenant:changfeng')::uuid);

insert into public.member_roles (tenant_id, member_id, role, department_id, group_id)
select md5('tenant:' || tenant)::uuid, md5('member:' || employee_no)::uuid, role, md5('department:' || department)::uuid, md5('group:' || grp)::uuid
from (
  values
    ('xinghe', 'E1002', 'hr_manager', null, null),
    ('xinghe', 'E1003', 'department_admin', 'xinghe-platform', null),
    ('xinghe', 'E1004', 'group_admin', null, 'xinghe-runners'),
    ('changfeng', 'C2002', 'hr_manager', null, null),
    ('changfeng', 'C2003', 'department_admin', 'changfeng-warehouse', null)
) role (tenant, employee_no, role, department, grp);

insert into public.group_members (tenant_id, group_id, member_id)
select md5('tenant:' || tenant)::uuid, md5('group:' || grp)::uuid, md5('member:' || employee_no)::uuid
from (
  values
    ('xinghe', 'xinghe-newcomers', '{E1010,E1023,E1028}'::text[]),
    ('xinghe', 'xinghe-runners', '{E1001,E1004,E1005,E1014,E1020,E1029,E1033}'),
    ('changfeng', 'changfeng-safe-drivers', '{C2001,C2005,C2007,C2012}'),
    ('changfeng', 'changfeng-parents', '{C2003,C2006,C2009,C2016}')
) belonging (tenant, grp, employee_nos), unnest(employee_nos) employee_no;

insert into private.member_invites (tenant_id, member_id, code_hash, expires_at)
select
  m.tenant_id, m.id,
  private.invite_code_hash(case t.code when 'xinghe' then 'XH' else 'CF' end || m.employee_no || '026'),
  private.clock() + interval '365 days'
from public.members m
join public.tenants t on t.id = m.tenant_id
where t.code in ('xinghe', 'changfeng') and m.status = 'invited';
