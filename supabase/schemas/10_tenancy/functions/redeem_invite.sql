create function public.redeem_invite(tenant_code text, employee_no text, invite_code text, source text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  origin constant bytea := private.source_key(source);
  invitation constant bytea := private.invitation_key(tenant_code, employee_no);
  member uuid;
  tenant_status text;
  wait interval;
begin
  wait := private.admit_stranger(invitation, origin, null);
  if wait is not null then
    perform private.forget_old_attempts();
    return jsonb_build_object('outcome', 'too_many_attempts', 'retry_after', ceil(extract(epoch from wait)));
  end if;
  select m.id, t.status into member, tenant_status
  from public.tenants t
  join public.members m on m.tenant_id = t.id and lower(m.employee_no) = lower(redeem_invite.employee_no)
  join private.member_invites i on i.tenant_id = m.tenant_id and i.member_id = m.id
  where t.code = lower(redeem_invite.tenant_code) and m.status = 'invited' and m.user_id is null
    and i.code_hash = private.invite_code_hash(redeem_invite.invite_code)
    and i.used_at is null and i.expires_at > private.clock();
  if member is null then
    perform private.forget_old_attempts();
    return jsonb_build_object('outcome', 'invite_invalid');
  end if;
  perform private.give_attempt_back('card', invitation, limits.card_attempts);
  perform private.give_attempt_back('source', origin, limits.source_attempts);
  if tenant_status <> 'active' then
    return jsonb_build_object('outcome', 'tenant_suspended');
  end if;
  return jsonb_build_object('outcome', 'redeemed', 'member_id', member);
end
$$;

comment on function public.redeem_invite(text, text, text, text) is
  'Checks an invitation for an attempt from a source address, under the limits of card sign-ins (docs/security.md). The invitation stays valid until link_member_user(), so that an activation that failed half-way can be made again. Only service_role: the edge function auth. Raises nothing, because a refusal must leave its trace: {outcome: redeemed, member_id}, {outcome: invite_invalid} (unknown company or number, wrong, used or outdated code, alike), {outcome: too_many_attempts, retry_after (seconds)}, {outcome: tenant_suspended} (after the right code).';

grant execute on function public.redeem_invite(text, text, text, text) to service_role;
