-- A body that is bound when the function is made needs no search_path, and without one it melts into the query: it sorts all offers.
create function private.audience_rank(audience_kind text, audience_id uuid, audience_ids uuid[]) returns integer
language sql immutable parallel safe
-- audience_ids runs from the tenant down the departments to the groups. All groups are equally close, and closer than any department.
return case audience_kind when 'group' then 1000 else array_position(audience_ids, audience_id) end;

comment on function private.audience_rank(text, uuid, uuid[]) is
  'How close an audience is to a buyer whose audiences are audience_ids (private.audience_ids()): the larger, the closer. Tenant, then departments from the root down, then groups; a card batch stands alone.';

grant execute on function private.audience_rank(text, uuid, uuid[]) to authenticated;
