export default function LandingPage() {
  return <h1>All SMS</h1>;
}
