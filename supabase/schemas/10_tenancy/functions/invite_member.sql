create function public.invite_member(tenant_id uuid, member_id uuid, valid_for interval default '14 days') returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- Crockford's alphabet: 32 signs without those that look alike, so each byte gives 5 bits evenly.
  alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  random_bytes constant bytea := extensions.gen_random_bytes(10);
  code text;
begin
  if not exists (
    select
    from public.members m
    where m.tenant_id = invite_member.tenant_id and m.id = invite_member.member_id and m.status = 'invited' and m.user_id is null
  ) then
    perform private.fail('member_not_found', 404);
  end if;
  select string_agg(substr(alphabet, get_byte(random_bytes, i) % 32 + 1, 1), '' order by i) into code
  from generate_series(0, 9) i;
  insert into private.member_invites as v (tenant_id, member_id, code_hash, expires_at)
  values (
    invite_member.tenant_id, invite_member.member_id, private.invite_code_hash(code), private.clock() + valid_for
  )
  on conflict on constraint member_invites_pkey do update
  set code_hash = excluded.code_hash, expires_at = excluded.expires_at, used_at = null, created_at = excluded.created_at;
  return substr(code, 1, 5) || '-' || substr(code, 6);
end
$$;

comment on function public.invite_member(uuid, uuid, interval) is
  'Makes the invitation code with which an invited member activates the account, and gives it: the only time it is shown. A new code replaces the old one. 50 random bits. For the platform (service_role). Errors: member_not_found (none of this company that is invited and without account).';

grant execute on function public.invite_member(uuid, uuid, interval) to service_role;
