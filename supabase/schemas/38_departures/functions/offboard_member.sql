create function public.offboard_member(member_id uuid, reason text, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  request_hash constant bytea := private.request_hash('offboard_member', member_id::text, reason);
  departure_id uuid;
  leaver record;
  settled record;
begin
  -- The platform names no tenant, and members are found by tenant first: ask the index once per tenant.
  select m.tenant_id, m.id into leaver
  from public.members m
  where m.tenant_id = any (case when caller.tenant_id is null then array(select t.id from public.tenants t) else array[caller.tenant_id] end)
    and m.id = offboard_member.member_id;
  if leaver.id is null then
    perform private.fail('member_not_found', 404);
  elsif leaver.id = caller.member_id then
    perform private.fail('own_account', 409);
  elsif reason is null or length(reason) not between 1 and 200 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'reason', 'problem', 'length'));
  end if;
  perform private.refuse_unclean_text('reason', reason);
  perform private.lock_key(leaver.tenant_id, idempotency_key);
  departure_id := private.earlier_departure(leaver.tenant_id, idempotency_key, request_hash);
  if departure_id is not null then
    return private.departure_answer(leaver.tenant_id, departure_id, null, caller.tenant_id is null);
  end if;

  -- Of two who offboard each other at once, the second has left: without this the company would have no HR manager any more.
  perform
  from public.members m
  where m.tenant_id = leaver.tenant_id and m.id in (leaver.id, caller.member_id)
  order by m.id
  for no key update;
  perform private.require_hr_or_platform();
  perform private.end_membership(leaver.tenant_id, leaver.id);
  select * into settled from private.settle_departure(leaver.tenant_id, leaver.id, offboard_member.reason);
  insert into public.departures (
    tenant_id, member_id, policy, points, claim_card_id, reason, offboarded_by, idempotency_key, request_hash
  )
  values (
    leaver.tenant_id, leaver.id, settled.policy, settled.points, settled.claim_card_id, offboard_member.reason, caller.member_id,
    offboard_member.idempotency_key, request_hash
  )
  returning id into departure_id;
  return private.departure_answer(leaver.tenant_id, departure_id, settled.pin, caller.tenant_id is null);
end
$$;

comment on function public.offboard_member(uuid, text, text) is
  'Ends a membership: access ends with the next call, roles are taken away, and the points go as the company''s departure_policy says: each lot back to its budget, forfeited, or kept for departure_keep_days behind a claim code, a card that opens the very wallet. reason is for the record. Gives {member_id, policy, points, claim: null | {card_no, pin, valid_until}}; points (what was left) is null for HR; the PIN leaves this once, the same key again gives pin null. Outstanding debts stay recorded. There is no undo. HR managers (not for themselves) and the platform. Errors: not_permitted, member_not_found, own_account, already_departed, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.offboard_member(uuid, text, text) to authenticated, service_role;
