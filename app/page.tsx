export default function HomePage() {
  return <p>LeadBox</p>;
}
