// A real OpenID Connect provider on loopback: `node provider.js PORT REDIRECT_URI`. Whoever types
// a name at its sign-in page is that person, whose address it vouches for but for one that says so.
import { Provider } from 'oidc-provider';

const [port, redirectUri] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'labase',
      client_secret: 'a secret of the tests',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: {
    openid: ['sub'],
    email: ['email', 'email_verified'],
    profile: ['given_name', 'family_name'],
  },
  cookies: { keys: ['tests only'] },
  async findAccount(_context, id) {
    return {
      accountId: id,
      claims: async () => ({
        sub: id,
        email: `${id}@service.example`,
        email_verified: !id.startsWith('unverified'),
        given_name: 'Camille',
        family_name: 'Dupré',
      }),
    };
  },
});

provider.listen(Number(port), '127.0.0.1', () => console.log(`Ready: ${issuer}`));
