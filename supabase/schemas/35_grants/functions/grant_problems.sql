create function private.grant_problems(
  tenant_id uuid, programme_id uuid, grants jsonb, member_ids uuid[], account_ids uuid[], amounts bigint[], places integer[]
) returns jsonb
language sql stable security definer set search_path = '' as $$
  with
    outside as materialized (
      select o.id from unnest(private.recipients_out_of_scope(grant_problems.tenant_id, grant_problems.member_ids)) o (id)
    ),
    problems as (
      select p.index, p.code, jsonb_build_object('index', p.index) as details
      from private.recipient_problems(grant_problems.tenant_id, grant_problems.grants) p
      union all
      select r.index, 'out_of_scope', jsonb_build_object('index', r.index)
      from unnest(grant_problems.member_ids, grant_problems.places) r (id, index)
      where r.id in (select o.id from outside o)
      group by r.index
      union all
      -- One row for an entry that means many people; the figures are those of the first of them whom the cap stops.
      select c.index, 'grant_cap_exceeded', jsonb_build_object('index', c.index, 'cap', c.cap, 'already', c.already, 'members', c.members)
      from (
        select distinct on (grant_problems.places[o.place]) grant_problems.places[o.place] as index, o.cap, o.already,
          count(*) over (partition by grant_problems.places[o.place]) as members
        from private.cap_problems(grant_problems.tenant_id, programme_id, account_ids, amounts) o
        -- What others have been granted is not for who may not grant to them.
        where grant_problems.member_ids[o.place] not in (select w.id from outside w)
        order by grant_problems.places[o.place], o.place
      ) c
    )
  select coalesce(jsonb_agg(jsonb_build_object('index', p.index, 'code', p.code, 'details', p.details) order by p.index, p.code), '[]')
  from problems p
$$;

comment on function private.grant_problems(uuid, uuid, jsonb, uuid[], uuid[], bigint[], integer[]) is
  'Every entry of a grant request that stands in its way, as preview_grant() gives them: [{index, code, details}], by the entry''s index from 0.';
