create function public.link_member_user(member_id uuid, user_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  member public.members;
begin
  select * into member from public.members m where m.id = link_member_user.member_id for update;
  if member.id is null or link_member_user.user_id is null then
    perform private.fail('member_not_found', 404);
  elsif member.user_id is distinct from link_member_user.user_id and (
    member.user_id is not null
    or member.status <> 'invited'
    -- Whoever holds a session of that account would become this member.
    or exists (select from public.members m where m.user_id = link_member_user.user_id)
    or exists (select from public.cards c where c.user_id = link_member_user.user_id)
  ) then
    perform private.fail('account_exists', 409);
  elsif member.user_id is null then
    update public.members m
    set user_id = link_member_user.user_id, status = 'active'
    where m.tenant_id = member.tenant_id and m.id = member.id;
    update private.member_invites i
    set used_at = private.clock()
    where i.tenant_id = member.tenant_id and i.member_id = member.id;
  end if;
  return jsonb_build_object('member_id', member.id, 'user_id', link_member_user.user_id);
end
$$;

comment on function public.link_member_user(uuid, uuid) is
  'Ties an invited member to an account, makes the member active and the invitation used; again with the same account changes nothing. Only service_role: the edge function auth. Gives {member_id, user_id}. Errors: member_not_found, account_exists (the member has another account or is not invited any more, or the account is another member''s or a card''s).';

grant execute on function public.link_member_user(uuid, uuid) to service_role;
