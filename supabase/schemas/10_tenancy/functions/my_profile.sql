create function public.my_profile() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_buyer();
begin
  return jsonb_build_object(
    'kind', case when caller.member_id is null then 'card' else 'member' end,
    'tenant', (
      select jsonb_build_object(
        'id', t.id, 'code', t.code, 'name', t.name, 'translations', t.translations, 'logo_path', t.logo_path, 'theme', t.theme,
        'points_name', t.points_name, 'points_unit', t.points_unit, 'rate_points', t.rate_points, 'rate_minor', t.rate_minor,
        'currency', t.currency, 'time_zone', t.time_zone
      )
      from public.tenants t
      where t.id = caller.tenant_id
    ),
    'member', private.member_summary(caller.tenant_id, caller.member_id),
    'card', private.card_summary(caller.tenant_id, caller.card_id),
    'points', private.wallet_summary(caller.account_id),
    'unread_notifications', private.unread_notifications(caller.account_id)
  );
end
$$;

comment on function public.my_profile() is
  'Who the caller is and has: kind (member or card), tenant with branding and rate, member or card, points (balance, by programme, expiring within 30 days), unread notifications. For everybody who is signed in. Errors: not_signed_in, member_suspended, member_departed, tenant_suspended, card_frozen, card_expired, card_not_active, card_void, not_permitted (an account that is nobody''s).';

-- anon too, so that a client without a session gets the answer not_signed_in and not a missing privilege.
grant execute on function public.my_profile() to anon, authenticated;
