create function private.revoked_part(grant_ids uuid[]) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when not exists (select from public.point_lots l where l.grant_id = any (grant_ids) and l.revoked_at is not null) then 'no'
    when exists (select from public.point_lots l where l.grant_id = any (grant_ids) and l.revoked_at is null) then 'partly'
    else 'fully'
  end
$$;

comment on function private.revoked_part(uuid[]) is 'Whether of these grants no lot was revoked (no), some were (partly) or all (fully).';
